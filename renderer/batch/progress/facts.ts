import type { BatchStatus } from '../../../common/batch'
import { countText, durationText, percentText, rateText } from '../../quantities'
import { t } from '../../locale'
import { isBeforeRun, shareDone } from './phases'

/** A figure of the batch and the word that says what it is. */
export interface ProgressFact {
  readonly name: 'share' | 'failed' | 'refused' | 'rate' | 'elapsed' | 'left'
  readonly text: string
  readonly word: string
}

/** The figures under the progress bar: those that are known and worth a look. */
export function progressFacts(status: BatchStatus): readonly ProgressFact[] {
  const { counts, filesPerSecond, elapsedMs } = status
  const facts: ProgressFact[] = []
  if (!isBeforeRun(status.phase)) {
    facts.push({ name: 'share', text: percentText(shareDone(status)), word: '' })
  }
  if (counts.failed > 0) {
    facts.push({ name: 'failed', text: countText(counts.failed), word: t('batch.facts.failed') })
  }
  if (counts.refused > 0) {
    facts.push({ name: 'refused', text: countText(counts.refused), word: t('batch.facts.refused') })
  }
  if (filesPerSecond !== null) {
    facts.push({ name: 'rate', text: rateText(filesPerSecond), word: '' })
  }
  if (elapsedMs > 0) {
    facts.push({ name: 'elapsed', text: durationText(elapsedMs), word: t('batch.facts.elapsed') })
  }
  return [...facts, ...timeLeft(status)]
}

function timeLeft({ phase, remainingMs }: BatchStatus): readonly ProgressFact[] {
  if (phase === 'finished' || remainingMs === null) return []
  const word = isBeforeRun(phase) ? t('batch.facts.expected') : t('batch.facts.left')
  const text = t('batch.facts.about', { duration: durationText(remainingMs) })
  return [{ name: 'left', text, word }]
}
