import type { CalibrationStep } from '../../../common/calibration'
import { taskTitle } from '../../options/wording'
import type { CalibrationState } from '../../stores/calibration'
import { say, t } from '../../locale'

/** Where the measuring stands, in a sentence; it changes a few times only, and is read out then. */
export function calibrationText(state: CalibrationState, changes: number): string {
  switch (state.kind) {
    case 'idle':
      return ''
    case 'measuring':
      return state.progress === null
        ? t('batch.calibration.starting')
        : stepText(state.progress.step)
    case 'measured':
      return changes === 0 ? t('batch.calibration.suits') : t('batch.calibration.proposes')
    case 'failed':
      return t('batch.calibration.failed', { reason: say(state.message) })
  }
}

function stepText(step: CalibrationStep): string {
  switch (step.kind) {
    case 'input-sizes':
      return t('batch.calibration.sizes', { task: taskTitle(step.task).toLowerCase() })
    case 'workers':
      return t('batch.calibration.workers')
  }
}
