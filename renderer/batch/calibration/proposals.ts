import { findsAll, type Calibration } from '../../../common/calibration'
import type { Settings } from '../../../common/settings'
import { hasModelVariants, tasks, type Task } from '../../../common/tasks'
import { modelVariantTitle, taskTitle } from '../../options/wording'
import { t } from '../../locale'

/** A setting with how fast it makes this machine; null where that could not be measured. */
export interface MeasuredValue {
  readonly value: number
  readonly photosPerSecond: number | null
  /** Finds less in the sample photo than another size. */
  readonly findsLess: boolean
}

/** One line of what was measured: the setting of now beside the one that is proposed. */
export interface ProposalRow {
  readonly setting: Task | 'workers'
  readonly title: string
  readonly present: MeasuredValue
  readonly proposed: MeasuredValue
}

export function isChange({ present, proposed }: ProposalRow): boolean {
  return present.value !== proposed.value
}

/** @param automaticWorkers how many workers the automatic setting stands for. */
export function proposalRows(
  calibration: Calibration,
  { tracking, workers }: Settings,
  automaticWorkers: number,
): readonly ProposalRow[] {
  const sizes = tasks.map((task): ProposalRow => {
    const calibrated = calibration.tasks[task]
    const { modelVariant, inputSizes, proposedInputLongSidePx } = calibrated
    const measured = (value: number): MeasuredValue => {
      const size = inputSizes.find(({ inputLongSidePx }) => inputLongSidePx === value)
      const findsLess = size !== undefined && !findsAll(calibrated, size)
      return { value, photosPerSecond: size?.photosPerSecond ?? null, findsLess }
    }
    const variant = modelVariantTitle(modelVariant)
    return {
      setting: task,
      title: hasModelVariants(task)
        ? t('batch.proposal.taskVariant', { task: taskTitle(task), variant })
        : taskTitle(task),
      present: measured(tracking[task].inputLongSidePx),
      proposed: measured(proposedInputLongSidePx),
    }
  })
  return [...sizes, workersRow(calibration, workers ?? automaticWorkers)]
}

function workersRow({ workers }: Calibration, present: number): ProposalRow {
  const measured = (value: number): MeasuredValue => {
    const speed = workers.measured.find((each) => each.workers === value)
    return { value, photosPerSecond: speed?.photosPerSecond ?? null, findsLess: false }
  }
  return {
    setting: 'workers',
    title: t('batch.proposal.workers', { task: taskTitle(workers.task) }),
    present: measured(present),
    proposed: measured(workers.proposedWorkers),
  }
}

/** What of the settings changes where these proposals are taken. */
export function changesOf(
  rows: readonly ProposalRow[],
  { tracking }: Pick<Settings, 'tracking'>,
): Partial<Settings> {
  const workers = rows.find(({ setting }) => setting === 'workers')
  const changed = { ...tracking }
  for (const { setting, proposed } of rows) {
    if (setting === 'workers') continue
    changed[setting] = { ...changed[setting], inputLongSidePx: proposed.value }
  }
  return { tracking: changed, ...(workers && { workers: workers.proposed.value }) }
}
