import { nextTick } from 'vue'
import { useBatch } from '../stores/batch'
import { useHelp } from '../stores/help'
import { useView, views, type View } from '../stores/view'
import { useMenuOffers } from './useMenuOffers'

/** Carries out the orders of the application menu that are the same in every view. */
export function useAppMenu(): void {
  const view = useView()
  const batch = useBatch()
  const help = useHelp()
  const canLeave = (): boolean => view.holdReason === null

  /** Files are added where one sees them. */
  async function add(choose: () => Promise<unknown>): Promise<void> {
    view.show('batch')
    await nextTick()
    await choose()
  }

  useMenuOffers({
    'open-files': { run: () => void add(batch.chooseFiles), isPossible: canLeave },
    'open-folder': { run: () => void add(batch.chooseFolder), isPossible: canLeave },
    'show-manual': { run: help.open },
    ...(Object.fromEntries(
      views.map((each) => [
        `show-${each}`,
        { run: () => view.show(each), isPossible: () => canLeave() || view.view === each },
      ]),
    ) as Record<`show-${View}`, { run(): void; isPossible(): boolean }>),
  })
}
