import { expect, test } from 'vitest'
import {
  newestPart,
  plotContent,
  processCurves,
  totalCurve,
} from '../../../renderer/telemetry/plot/plotContent'
import { plotSummary } from '../../../renderer/telemetry/plot/plotSummary'
import { emptyHistory, withSample } from '../../../renderer/stores/telemetryHistory'
import { historyOf, sampleOf } from '../telemetrySamples'

const mb = 1_000_000
const second = 1000

const history = [
  sampleOf(1 * second, 100 * mb, 500 * mb),
  sampleOf(2 * second, 100 * mb, 600 * mb, 300 * mb),
  sampleOf(3 * second, 120 * mb),
].reduce(withSample, emptyHistory)

test('a plot begins one column before its range, so that no curve begins in the middle', () => {
  const { timesMs } = newestPart(historyOf([0, 1], [10, 2], [20, 3], [30, 4]), 15)
  expect(timesMs).toEqual([10, 20, 30])
})

test('a worker that ended before the range is left out', () => {
  const later = withSample(history, sampleOf(4 * second, 120 * mb))
  expect(processCurves(newestPart(later, 0)).map(({ title }) => title)).toEqual(['Main'])
})

test('every process has a curve of its own name, workers in their order', () => {
  expect(processCurves(history).map(({ title }) => title)).toEqual(['Main', 'Worker 1', 'Worker 2'])
})

test('no two of fifteen workers look the same', () => {
  const workers = sampleOf(1, mb, ...Array.from({ length: 15 }, () => mb))
  const looks = processCurves(withSample(emptyHistory, workers)).map(({ style }) =>
    JSON.stringify(style),
  )
  expect(new Set(looks).size).toBe(16)
})

test('the whole app is the sum of the processes there are', () => {
  expect(totalCurve(history).valuesBytes).toEqual([600 * mb, 1000 * mb, 120 * mb])
})

test('a limit is drawn, with room above it, where the curves come near it', () => {
  const content = plotContent([1, 2], [totalCurve(history)], 2000 * mb, 60)
  expect([content.showsLimit, content.topBytes]).toEqual([true, 2200 * mb])
})

test('a limit far above leaves the room to the curves', () => {
  const content = plotContent([1, 2], [totalCurve(history)], 18_000 * mb, 60)
  expect([content.showsLimit, content.topBytes]).toEqual([false, 1100 * mb])
})

test('a plot is told in words with the newest values', () => {
  const content = plotContent(history.timesMs, processCurves(history), 1200 * mb, 60)
  expect(plotSummary('Each process', content, 'Limit of a worker')).toBe(
    'Each process. Main 120 MB, Limit of a worker 1,200 MB.',
  )
})
