/** A moment of local time for a file's name: `2026-11-25 04.12.33` sorts, and has no colons. */
export function momentText(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())]
  const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two)
  return `${day.join('-')} ${time.join('.')}`
}
