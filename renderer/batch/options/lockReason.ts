import type { BatchStatus } from '../../../common/batch'
import { isActive } from '../progress/phases'
import { t } from '../../locale'

/** Why the options cannot be changed now; null if they can. */
export function lockReason(phase: BatchStatus['phase'], optionsSettled: boolean): string | null {
  if (isActive(phase)) {
    return t('batch.lock.running')
  }
  if (optionsSettled) {
    return t('batch.lock.tracked')
  }
  return null
}
