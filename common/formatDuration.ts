/** A duration for people: `8 s`, `3 min 20 s`, `2 h 05 min`. */
export function formatDuration(durationMs: number): string {
  const { hours, minutes, seconds } = splitDuration(durationMs)
  if (hours > 0) return `${hours} h ${twoDigits(minutes)} min`
  if (minutes > 0) return `${minutes} min ${twoDigits(seconds)} s`
  return `${seconds} s`
}

/** A duration in hours, minutes of the hour and seconds of the minute, to the second. */
export function splitDuration(durationMs: number) {
  const seconds = Math.max(0, Math.round(durationMs / 1000))
  const minutes = Math.floor(seconds / 60)
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60, seconds: seconds % 60 }
}

/** `5` as `05`. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
