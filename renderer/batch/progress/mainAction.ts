import type { BatchStatus } from '../../../common/batch'
import type { IconName } from '../../components/icons'
import { t } from '../../locale'
import { canStart, hasBegun } from './phases'

/** The order that stands first: one button whose meaning follows the phase, so it keeps focus. */
export interface MainAction {
  readonly order: 'start' | 'pause' | 'resume'
  readonly label: string
  readonly icon: IconName
  readonly title: string
  readonly isPrimary: boolean
  readonly isDisabled: boolean
}

/** What can be done next; null where there is nothing. */
export function mainAction(status: BatchStatus): MainAction | null {
  switch (status.phase) {
    case 'adding':
    case 'ready':
      // Somebody who sees "Start" might fear that what is done is tracked once more.
      return { ...begin(hasBegun(status)), order: 'start', isDisabled: !canStart(status) }
    case 'running':
      return {
        order: 'pause',
        label: t('batch.main.pause'),
        icon: 'pause',
        title: t('batch.main.pauseHint'),
        isPrimary: false,
        isDisabled: false,
      }
    case 'paused':
      return { ...begin(true), order: 'resume', isDisabled: false }
    case 'empty':
    case 'cancelling':
    case 'finished':
      return null
  }
}

function begin(isGoingOn: boolean) {
  return {
    label: t(isGoingOn ? 'batch.main.resume' : 'batch.main.start'),
    icon: 'start',
    title: t(isGoingOn ? 'batch.main.resumeHint' : 'batch.main.startHint'),
    isPrimary: true,
  } as const
}
