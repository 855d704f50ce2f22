import { expect, test, vi } from 'vitest'
import type { TelemetryHistory } from '../../common/telemetry'
import { useNotices } from '../../renderer/stores/notices'
import { useTelemetry } from '../../renderer/stores/telemetry'
import { fakeBridge, type FakeBridge } from './fakeBridge'
import { historyOf, sampleOf, startOf } from './telemetrySamples'

const hourMs = 60 * 60 * 1000

async function connected(history: TelemetryHistory): Promise<FakeBridge> {
  const main = fakeBridge({ 'get-telemetry': () => history })
  await useTelemetry().connect()
  return main
}

test('the history of the day is there from the start', async () => {
  const history = { ...historyOf([1000, 50], [2000, 60]), events: [startOf(0, 1500)] }
  await connected(history)
  const store = useTelemetry()
  expect([store.history, store.events, store.latest]).toEqual([history, history.events, null])
})

test('each sample is one more column', async () => {
  const main = await connected(historyOf([1000, 50]))
  main.emit('telemetry-sampled', sampleOf(2000, 60))
  main.emit('telemetry-sampled', sampleOf(3000, 70))
  expect([useTelemetry().history, useTelemetry().latest]).toEqual([
    historyOf([1000, 50], [2000, 60], [3000, 70]),
    sampleOf(3000, 70),
  ])
})

test('a worker has no value before it started and after it ended', async () => {
  const main = await connected(historyOf([1000, 50]))
  main.emit('telemetry-sampled', sampleOf(2000, 50, 400))
  main.emit('telemetry-sampled', sampleOf(3000, 50, 410, 300))
  main.emit('telemetry-sampled', sampleOf(4000, 50))
  expect(useTelemetry().history.curves).toEqual([
    { role: 'main', worker: null, rssBytes: [50, 50, 50, 50] },
    { role: 'worker', worker: 0, rssBytes: [null, 400, 410, null] },
    { role: 'worker', worker: 1, rssBytes: [null, null, 300, null] },
  ])
})

test('a worker that takes the place of another goes on with its curve', async () => {
  const main = await connected(historyOf())
  main.emit('telemetry-sampled', sampleOf(1000, 50, 900))
  const { processes } = sampleOf(2000, 50, 300)
  main.emit('telemetry-sampled', {
    timeMs: 2000,
    processes: processes.map((process) => ({ ...process, processId: process.processId + 1 })),
  })
  expect(useTelemetry().history.curves[1]?.rssBytes).toEqual([900, 300])
})

test('a sample is counted once, though the history has it too', async () => {
  let answer: (history: TelemetryHistory) => void = () => undefined
  const main = fakeBridge({ 'get-telemetry': () => new Promise((resolve) => (answer = resolve)) })
  const connecting = useTelemetry().connect()
  await Promise.resolve()
  main.emit('telemetry-sampled', sampleOf(2000, 60))
  main.emit('telemetry-noted', startOf(0, 2000))
  main.emit('telemetry-sampled', sampleOf(3000, 70))
  await vi.waitFor(() =>
    answer({ ...historyOf([1000, 50], [2000, 60]), events: [startOf(0, 2000)] }),
  )
  await connecting
  expect(useTelemetry().history).toEqual({
    ...historyOf([1000, 50], [2000, 60], [3000, 70]),
    events: [startOf(0, 2000)],
  })
})

test('what is older than a day is dropped', async () => {
  const main = await connected(historyOf([0, 50], [hourMs, 60], [23 * hourMs, 70]))
  main.emit('telemetry-sampled', sampleOf(25 * hourMs, 80))
  expect(useTelemetry().history).toEqual(
    historyOf([hourMs, 60], [23 * hourMs, 70], [25 * hourMs, 80]),
  )
})

test('after an hour the history is asked for anew, as main keeps it at a lower resolution', async () => {
  let kept = historyOf([1000, 50])
  const main = fakeBridge({ 'get-telemetry': () => kept })
  await useTelemetry().connect()
  for (let second = 2; second <= 3600; second += 1) {
    main.emit('telemetry-sampled', sampleOf(second * 1000, 60))
  }
  expect(useTelemetry().history.timesMs).toHaveLength(3600)
  kept = historyOf([1000, 50], [3_600_000, 60])
  main.emit('telemetry-sampled', sampleOf(3_601_000, 70))
  await vi.waitFor(() =>
    expect(useTelemetry().history).toEqual(historyOf([1000, 50], [3_600_000, 60], [3_601_000, 70])),
  )
  expect(main.orders).toHaveLength(2)
})

test('events are told the newest first', async () => {
  const main = await connected({ ...historyOf(), events: [startOf(0, 1000)] })
  main.emit('telemetry-noted', startOf(1, 2000))
  expect(useTelemetry().events).toEqual([startOf(1, 2000), startOf(0, 1000)])
})

test('samples are shown also where the history cannot be had', async () => {
  const main = fakeBridge({
    'get-telemetry': () => {
      throw new Error('The history is not to be had.')
    },
  })
  await useTelemetry().connect()
  main.emit('telemetry-sampled', sampleOf(2000, 60))
  expect([useTelemetry().history, useNotices().notices[0]?.text]).toEqual([
    historyOf([2000, 60]),
    'The history is not to be had.',
  ])
})

test('the limits in force are those that main works out', async () => {
  const limits = { workerBytes: 1_200_000_000, appBytes: 12_000_000_000 }
  fakeBridge({ 'get-memory-limits': () => limits })
  await useTelemetry().loadLimits()
  expect(useTelemetry().limits).toEqual(limits)
})
