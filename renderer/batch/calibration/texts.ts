import type { CalibrationStep } from '../../../common/calibration'
import { taskTitles } from '../../options/wording'
import type { CalibrationState } from '../../stores/calibration'

/** Where the measuring stands, in a sentence; it changes a few times only, and is read out then. */
export function calibrationText(state: CalibrationState, changes: number): string {
  switch (state.kind) {
    case 'idle':
      return ''
    case 'measuring':
      return state.progress === null ? 'Starting…' : stepText(state.progress.step)
    case 'measured':
      return changes === 0
        ? 'Measured. Your settings are what suits this machine.'
        : 'Measured. These settings suit this machine; nothing is changed until you apply them.'
    case 'failed':
      return `The machine could not be measured. ${state.message}`
  }
}

function stepText(step: CalibrationStep): string {
  switch (step.kind) {
    case 'input-sizes':
      return `Measuring ${taskTitles[step.task].toLowerCase()} at several picture sizes…`
    case 'workers':
      return 'Measuring how many workers are fastest…'
  }
}
