import { defineStore } from 'pinia'
import { computed, shallowReactive, watch } from 'vue'
import type { MenuOrder } from '../../common/menu'
import { carryOut } from '../shell/carryOut'
import { request } from './request'

/** How an order of the application menu is carried out. */
export interface MenuOffer {
  run(): void
  /** Always, if it is left out. */
  isPossible?(): boolean
}

/** What can be ordered from the application menu now. */
export const useMenu = defineStore('menu', () => {
  const offers = shallowReactive(new Map<MenuOrder, MenuOffer>())
  const possible = computed(() =>
    [...offers].filter(([, offer]) => offer.isPossible?.() ?? true).map(([order]) => order),
  )

  function connect(): void {
    window.app.on('menu-chosen', run)
    watch(
      () => possible.value.join(),
      () => void request('offer-in-menu', possible.value),
      { immediate: true },
    )
  }

  function run(order: MenuOrder): void {
    const offer = possible.value.includes(order) ? offers.get(order) : undefined
    if (offer) carryOut(() => offer.run())
  }

  return { offers, connect }
})
