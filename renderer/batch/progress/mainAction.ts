import type { BatchStatus } from '../../../common/batch'
import type { IconName } from '../../components/icons'
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

const start = {
  order: 'start',
  label: 'Start',
  icon: 'start',
  title: 'Start tracking (Ctrl+Enter)',
  isPrimary: true,
} as const

const pause: MainAction = {
  order: 'pause',
  label: 'Pause',
  icon: 'pause',
  title: 'Hold before the next frame',
  isPrimary: false,
  isDisabled: false,
}

const resume: MainAction = {
  order: 'resume',
  label: 'Resume',
  icon: 'start',
  title: 'Go on tracking (Ctrl+Enter)',
  isPrimary: true,
  isDisabled: false,
}

/** Somebody who sees "Start" might fear that what is done is tracked once more. */
const goOn = { ...start, label: 'Resume', title: resume.title } as const

/** What can be done next; null where there is nothing. */
export function mainAction(status: BatchStatus): MainAction | null {
  switch (status.phase) {
    case 'adding':
    case 'ready':
      return { ...(hasBegun(status) ? goOn : start), isDisabled: !canStart(status) }
    case 'running':
      return pause
    case 'paused':
      return resume
    case 'empty':
    case 'cancelling':
    case 'finished':
      return null
  }
}
