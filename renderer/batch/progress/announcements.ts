import type { BatchStatus } from '../../../common/batch'
import { countText, filesText } from '../../quantities'
import { phaseWord, trackedFiles, trackableFiles } from './phases'

const stepShare = 0.1

/** What a screen reader is told of a change: each new phase, and every tenth of the work. */
export function announcement(before: BatchStatus, after: BatchStatus): string | null {
  if (before.phase !== after.phase) return phaseAnnouncement(after)
  const step = Math.floor(after.progress / stepShare)
  if (after.phase !== 'running' || step <= Math.floor(before.progress / stepShare)) return null
  return `${step * 10} percent: ${doneText(after)}`
}

function phaseAnnouncement(status: BatchStatus): string | null {
  if (status.phase === 'empty') return null
  return status.phase === 'finished'
    ? `${phaseWord(status)}: ${doneText(status)}`
    : `${phaseWord(status)}: ${filesText(trackableFiles(status))}`
}

function doneText(status: BatchStatus): string {
  const { failed } = status.counts
  const done = `${countText(trackedFiles(status))} of ${filesText(trackableFiles(status))} done`
  return failed > 0 ? `${done}, ${countText(failed)} failed` : done
}
