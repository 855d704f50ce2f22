import type {
  ProcessSample,
  TelemetryEvent,
  TelemetryHistory,
  TelemetrySample,
} from '../../common/telemetry'

/** A sample of main and of workers, by their resident sets in bytes. */
export function sampleOf(
  timeMs: number,
  mainBytes: number,
  ...workersBytes: readonly number[]
): TelemetrySample {
  const workers = workersBytes.map((rssBytes, worker) =>
    processOf({ role: 'worker', worker, processId: 100 + worker, rssBytes }),
  )
  return { timeMs, processes: [processOf({ rssBytes: mainBytes }), ...workers] }
}

/** A process that tells nothing but what is given. */
export function processOf(known: Partial<ProcessSample>): ProcessSample {
  return {
    role: 'main',
    worker: null,
    processId: 10,
    rssBytes: 1,
    wasmHeapBytes: null,
    jsHeapBytes: null,
    externalBytes: null,
    filesSettled: null,
    file: null,
    fileAgeMs: null,
    ...known,
  }
}

export function startOf(worker: number, timeMs: number): TelemetryEvent {
  return { timeMs, kind: 'started', worker, processId: 100 + worker, reason: 'A batch began.' }
}

/** A history of main alone: pairs of a time and a resident set. */
export function historyOf(...columns: readonly (readonly [number, number])[]): TelemetryHistory {
  return {
    timesMs: columns.map(([timeMs]) => timeMs),
    curves: [{ role: 'main', worker: null, rssBytes: columns.map(([, bytes]) => bytes) }],
    events: [],
  }
}
