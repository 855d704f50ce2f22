import type { BatchStatus } from '../../../common/batch'
import { isActive } from '../progress/phases'

/** Why the options cannot be changed now; null if they can. */
export function lockReason(phase: BatchStatus['phase'], optionsSettled: boolean): string | null {
  if (isActive(phase)) {
    return 'This batch is being tracked with these options. Finish or cancel it to change them.'
  }
  if (optionsSettled) {
    return 'This batch was tracked with these options. Begin a new batch to change them.'
  }
  return null
}
