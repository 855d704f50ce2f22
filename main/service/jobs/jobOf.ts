import { inEnglish } from '../../../common/sentence'
import type { ServiceJob, ServiceJobState } from '../../../common/service/job'
import type { BackgroundBatch } from '../../background/backgroundBatch'
import type { StoredBackground } from '../../library/backgroundTable'

/** What a batch in line is as JSON. */
export function jobOf(batch: BackgroundBatch): ServiceJob {
  const { status, tracking, createdAt } = batch
  return {
    ...{ id: batch.id, name: batch.title, state: stateInLine(batch), task: tracking.task },
    files: status.counts,
    progress: status.progress,
    remaining_s: status.remainingMs === null ? null : Math.round(status.remainingMs / 1000),
    created_at: createdAt,
    problems: [...batch.problems()],
  }
}

/** What a batch that has come to its end is as JSON. */
export function endedJobOf(stored: StoredBackground): ServiceJob {
  const { id, title, options, counts, createdAt, end, problems } = stored
  const ofAll = end?.kind === 'failed' ? [{ file: null, message: inEnglish(end.reason) }] : []
  return {
    ...{ id, name: title, state: stateAtEnd(stored), task: options.task, files: counts },
    ...{ progress: end === null ? 0 : 1, remaining_s: null, created_at: createdAt },
    problems: [...ofAll, ...problems],
  }
}

function stateInLine({ status, hasBegun }: BackgroundBatch): ServiceJobState {
  if (status.phase === 'paused') return 'paused'
  return hasBegun ? 'running' : 'waiting'
}

function stateAtEnd({ end, counts }: StoredBackground): ServiceJobState {
  if (end === null) return 'waiting'
  if (end.kind === 'completed') return counts.done > 0 ? 'done' : 'failed'
  return end.kind
}
