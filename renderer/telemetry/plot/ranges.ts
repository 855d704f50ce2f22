/** How far back the plots reach. */
export const ranges = ['minutes', 'hour', 'day'] as const
export type Range = (typeof ranges)[number]

const minuteMs = 60_000

export const rangesMs: Readonly<Record<Range, number>> = {
  minutes: 5 * minuteMs,
  hour: 60 * minuteMs,
  day: 24 * 60 * minuteMs,
}
