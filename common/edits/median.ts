import type { SeriesEdit, SeriesStep } from './series'

export type MedianStep = Extract<SeriesStep, { kind: 'median' }>

/**
 * Each value becomes the median of those around it that are known, itself in the middle; fewer at the
 * ends and beside gaps. Of an even number it is the mean of the two in the middle. What is unknown
 * stays so.
 */
export function median({ frames }: MedianStep): SeriesEdit {
  const half = (frames - 1) / 2
  const sorted = new Float64Array(frames)
  return (_timesS, values) => {
    const raw = values.slice()
    for (let index = 0; index < raw.length; index += 1) {
      if (Number.isNaN(raw[index])) continue
      const first = Math.max(0, index - half)
      const last = Math.min(raw.length - 1, index + half)
      const count = sortKnown(raw, first, last, sorted)
      values[index] = (sorted[(count - 1) >> 1]! + sorted[count >> 1]!) / 2
    }
  }
}

/** Puts what is known of a few values into `sorted`, and answers how many they are. */
function sortKnown(raw: Float64Array, first: number, last: number, sorted: Float64Array): number {
  let count = 0
  for (let index = first; index <= last; index += 1) {
    const value = raw[index]!
    if (Number.isNaN(value)) continue
    let place = count
    for (; place > 0 && sorted[place - 1]! > value; place -= 1) sorted[place] = sorted[place - 1]!
    sorted[place] = value
    count += 1
  }
  return count
}
