import { expect, it } from 'vitest'
import { curveRssBytes, type ProcessSample } from '../../common/telemetry'

const worker: ProcessSample = {
  ...{ role: 'worker', worker: 1, processId: 7, rssBytes: 300 },
  ...{ wasmHeapBytes: null, jsHeapBytes: null, externalBytes: null },
  ...{ filesSettled: 5, file: null, fileAgeMs: null },
}

it('a worker and the successor that is made ready beside it share one curve', () => {
  const processes = [worker, { ...worker, processId: 8, rssBytes: 200, filesSettled: 0 }]
  const sample = { timeMs: 0, processes }
  expect(curveRssBytes(sample, { role: 'worker', worker: 1 })).toBe(500)
  expect(curveRssBytes(sample, { role: 'worker', worker: 2 })).toBeNull()
})
