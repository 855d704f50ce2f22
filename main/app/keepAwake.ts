import { powerSaveBlocker } from 'electron'

const lookEveryMs = 1000

/**
 * Keeps the machine from falling asleep while something is being done; its screen may go dark. Work
 * begins and ends in many places, so it is looked for instead of told.
 */
export function keepAwakeWhile(isBusy: () => boolean): void {
  let blocker: number | undefined
  setInterval(() => {
    const isKept = blocker !== undefined
    if (isBusy() === isKept) return
    if (blocker === undefined) blocker = powerSaveBlocker.start('prevent-app-suspension')
    else {
      powerSaveBlocker.stop(blocker)
      blocker = undefined
    }
  }, lookEveryMs).unref()
}
