import { inEnglish, sentence, type Sentence } from './sentence'

/** A duration in whole seconds: `8 s`, `3 min 20 s`, `2 h 05 min`. */
export function durationSentence(durationMs: number): Sentence {
  const seconds = Math.max(0, Math.round(durationMs / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  if (hours > 0) return sentence('quantities.hours', { hours, minutes: twoDigits(minutes % 60) })
  if (minutes > 0)
    return sentence('quantities.minutes', { minutes, seconds: twoDigits(seconds % 60) })
  return sentence('quantities.seconds', { seconds })
}

/** The same in English. */
export function formatDuration(durationMs: number): string {
  return inEnglish(durationSentence(durationMs))
}

/** `5` as `05`. */
function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
