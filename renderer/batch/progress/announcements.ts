import type { BatchStatus } from '../../../common/batch'
import { countText, filesText } from '../../quantities'
import { t } from '../../locale'
import { phaseWord, trackedFiles, trackableFiles } from './phases'

const stepShare = 0.1

/** What a screen reader is told of a change: each new phase, and every tenth of the work. */
export function announcement(before: BatchStatus, after: BatchStatus): string | null {
  if (before.phase !== after.phase) return phaseAnnouncement(after)
  const step = Math.floor(after.progress / stepShare)
  if (after.phase !== 'running' || step <= Math.floor(before.progress / stepShare)) return null
  return t('batch.announcement.percent', { percent: step * 10, text: doneText(after) })
}

function phaseAnnouncement(status: BatchStatus): string | null {
  if (status.phase === 'empty') return null
  const text = status.phase === 'finished' ? doneText(status) : filesText(trackableFiles(status))
  return t('batch.announcement.phase', { phase: phaseWord(status), text })
}

function doneText(status: BatchStatus): string {
  const { failed } = status.counts
  const tracked = countText(trackedFiles(status))
  const files = filesText(trackableFiles(status))
  return failed > 0
    ? t('batch.announcement.doneFailed', { tracked, files, failed: countText(failed) })
    : t('batch.announcement.done', { tracked, files })
}
