import type { BatchStatus } from '../../../common/batch'
import { t } from '../../locale'

type Phase = BatchStatus['phase']

/** What the phase is called on screen. */
export function phaseWord(status: BatchStatus): string {
  if (status.phase === 'ready' && hasBegun(status)) return t('batch.phase.readyToGoOn')
  if (status.phase !== 'finished') return t(`batch.phase.${status.phase}`)
  if (trackableFiles(status) === 0) return t('batch.phase.nothing')
  return t(status.counts.cancelled > 0 ? 'batch.phase.cancelled' : 'batch.phase.finished')
}

/** Before its start a batch takes any options. */
export function isEditable(phase: Phase): boolean {
  return phase === 'empty' || phase === 'adding' || phase === 'ready'
}

/** Files can wait to be tracked while others are still looked for. */
export function canStart({ phase, counts }: BatchStatus): boolean {
  return (phase === 'ready' || phase === 'adding') && counts.waiting > 0
}

/** Work is going on that leaving would interrupt. */
export function isActive(phase: Phase): boolean {
  return phase === 'running' || phase === 'paused' || phase === 'cancelling'
}

/** All files of the batch, tracked or not. */
export function totalFiles({ counts }: BatchStatus): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** The files that can be tracked: all but the refused. */
export function trackableFiles(status: BatchStatus): number {
  return totalFiles(status) - status.counts.refused
}

/** The files that were tracked, well or not. */
export function trackedFiles({ counts }: BatchStatus): number {
  return counts.done + counts.failed
}

/** Share of the work done, 0 to 1. What was cancelled is no work left, but not done either. */
export function shareDone(status: BatchStatus): number {
  if (status.phase !== 'finished' || status.counts.cancelled === 0) return status.progress
  return trackedFiles(status) / trackableFiles(status)
}

/** No run is on, and files may wait for one. */
export function isBeforeRun(phase: Phase): boolean {
  return phase === 'adding' || phase === 'ready'
}

/** Some of the work is done already: a start goes on with the rest. */
export function hasBegun({ progress }: BatchStatus): boolean {
  return progress > 0
}

/** How the progress bar stands. */
export function barKind(status: BatchStatus): 'work' | 'held' | 'done' | 'searching' {
  const { phase, counts } = status
  if (phase === 'ready' && hasBegun(status)) return 'held'
  if (phase === 'adding') return 'searching'
  if (phase === 'finished') return counts.cancelled > 0 ? 'held' : 'done'
  return phase === 'paused' || phase === 'cancelling' ? 'held' : 'work'
}
