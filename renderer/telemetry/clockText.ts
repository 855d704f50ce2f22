// The clock of 24 hours is read in every language.
const minutesFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const secondsFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** The time of day of a moment in milliseconds since 1970: `14:05`. */
export function clockText(timeMs: number): string {
  return minutesFormat.format(timeMs)
}

/** The same to the second: `14:05:31`. */
export function exactClockText(timeMs: number): string {
  return secondsFormat.format(timeMs)
}
