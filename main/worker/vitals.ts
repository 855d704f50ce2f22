import type { WorkerVitals } from '../../common/telemetry'

const intervalMs = 1000

/**
 * Reads this process's memory once a second. A detection lets nothing in until it is done, so a
 * reading may come late, and a process that hangs gives none.
 */
export function watchVitals(
  wasmHeapBytes: () => number | null,
  report: (vitals: WorkerVitals) => void,
): void {
  const read = (): void => {
    const { rss, heapUsed, external } = process.memoryUsage()
    report({
      rssBytes: rss,
      wasmHeapBytes: wasmHeapBytes(),
      jsHeapBytes: heapUsed,
      externalBytes: external,
    })
  }
  read()
  setInterval(read, intervalMs).unref()
}
