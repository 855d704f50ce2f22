/** A duration for people: `8 s`, `3 min 20 s`, `2 h 05 min`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  if (hours > 0) return `${hours} h ${twoDigits(minutes % 60)} min`
  if (minutes > 0) return `${minutes} min ${twoDigits(seconds % 60)} s`
  return `${seconds} s`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
