import { onScopeDispose } from 'vue'
import type { MenuOrder } from '../../common/menu'
import { useMenu, type MenuOffer } from '../stores/menu'

/** Carries out orders of the application menu, while the calling scope lives. */
export function useMenuOffers(offers: Partial<Record<MenuOrder, MenuOffer>>): void {
  const menu = useMenu()
  const entries = Object.entries(offers) as [MenuOrder, MenuOffer][]
  for (const [order, offer] of entries) menu.offers.set(order, offer)
  onScopeDispose(() => {
    for (const [order, offer] of entries) {
      // The view that comes next may have offered its own already.
      if (menu.offers.get(order) === offer) menu.offers.delete(order)
    }
  })
}
