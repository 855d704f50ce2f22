import { describe, expect, it } from 'vitest'
import type { ProcessSample } from '../../../common/telemetry'
import { TelemetryStore } from '../../../main/telemetry/history'

const startMs = Date.UTC(2026, 0, 1)

function worker(place: number, rssBytes: number): ProcessSample {
  return {
    ...{ role: 'worker', worker: place, processId: 100 + place, rssBytes },
    ...{ wasmHeapBytes: null, jsHeapBytes: null, externalBytes: null },
    ...{ filesSettled: 0, file: null, fileAgeMs: null },
  }
}

function filled(seconds: number, rssAt: (second: number) => number): TelemetryStore {
  const store = new TelemetryStore()
  for (let second = 0; second < seconds; second += 1) {
    store.add({ timeMs: startMs + second * 1000, processes: [worker(0, rssAt(second))] })
  }
  return store
}

describe('a day of memory', () => {
  it('is fine where it is new and coarse where it is old, without a gap or a step back', () => {
    const { timesMs } = filled(26 * 3600, () => 1).history()
    const gaps = timesMs.slice(1).map((timeMs, index) => timeMs - timesMs[index]!)
    expect(Math.min(...gaps)).toBeGreaterThan(0)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(60_000)
    expect(gaps.slice(-500)).toEqual(Array(500).fill(1000))
    expect(timesMs.length).toBeLessThan(3000)
    const keptHours = (timesMs.at(-1)! - timesMs[0]!) / 3_600_000
    expect(keptHours).toBeGreaterThan(23.9)
    expect(keptHours).toBeLessThan(24.1)
  })

  it('keeps a peak of one second for the whole day', () => {
    const { curves } = filled(20 * 3600, (second) => (second === 1000 ? 900 : 400)).history()
    expect(curves[0]!.rssBytes.filter((rssBytes) => rssBytes === 900)).toHaveLength(1)
  })

  it('has one curve for each place, with nothing where no process was', () => {
    const store = new TelemetryStore()
    store.add({ timeMs: startMs, processes: [worker(0, 1)] })
    store.add({ timeMs: startMs + 1000, processes: [worker(0, 2), worker(1, 3)] })
    store.add({ timeMs: startMs + 2000, processes: [worker(1, 4)] })
    store.add({ timeMs: startMs + 3000, processes: [] })
    expect(store.history().curves.map(({ worker, rssBytes }) => [worker, rssBytes])).toEqual([
      [0, [1, 2, null]],
      [1, [null, 3, 4]],
    ])
  })
})
