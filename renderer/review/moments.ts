/** A time in a video to the hundredth of a second: `0:07.04`, `1:02:03.40`. */
export function momentText(timeUs: number): string {
  const hundredths = Math.round(timeUs / 10_000)
  const [hours, minutes] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60]
  const seconds = ((hundredths % 6000) / 100).toFixed(2).padStart(5, '0')
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${minutes}:${seconds}`
}
