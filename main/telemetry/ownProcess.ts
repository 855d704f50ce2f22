import type { ProcessSample } from '../../common/telemetry'

/** What a process shows that works on no file, and tells nothing of its memory but its size. */
export const plainSample = {
  ...{ worker: null, filesSettled: null, file: null, fileAgeMs: null },
  ...{ wasmHeapBytes: null, jsHeapBytes: null, externalBytes: null },
}

/** This process, which is main's, as it is now. */
export function sampleOwnProcess(): ProcessSample {
  const { rss, heapUsed, external } = process.memoryUsage()
  return {
    ...{ ...plainSample, role: 'main', processId: process.pid },
    ...{ rssBytes: rss, jsHeapBytes: heapUsed, externalBytes: external },
  }
}
