import { defaultTrackingOptions } from '../../common/tasks'
import { openSource } from '../../main/worker/frames'
import { loadLandmarker } from '../../main/worker/loadLandmarker'
import type { LoopMode, LoopRequest, LoopResult } from './loopProtocol'

// A process that only decodes and detects: what the machine can do with no pool around it.

type TrackPhoto = (path: string) => Promise<void>

const loops: Record<LoopMode, (request: LoopRequest) => Promise<TrackPhoto>> = {
  /** A new landmarker for each photo: what a simple script or service does. */
  naive: (request) =>
    Promise.resolve(async (path) => {
      const { track, close } = await openLoop(request)
      await track(path)
      close()
    }),
  /** One landmarker for all photos. */
  reuse: async (request) => (await openLoop(request)).track,
}

async function openLoop({ task, modelPath, wasmFolder }: LoopRequest) {
  const options = defaultTrackingOptions(task)
  const landmarker = await loadLandmarker(options, modelPath, wasmFolder)
  const track: TrackPhoto = async (path) => {
    const source = await openSource({ id: 0, path, mediaKind: 'photo' }, options)
    await landmarker.startSource('photo')
    for await (const frame of source.frames()) landmarker.detect(frame, 0)
    source.close()
  }
  return { track, close: () => landmarker.close() }
}

async function run(track: TrackPhoto, paths: readonly string[]): Promise<void> {
  const startMs = performance.now()
  for (const path of paths) await track(path)
  const result: LoopResult = {
    files: paths.length,
    durationMs: performance.now() - startMs,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  }
  process.send?.(result, () => process.disconnect())
}

process.once('message', (request: LoopRequest) => {
  void loops[request.mode](request).then((track) => {
    process.once('message', () => void run(track, request.paths))
    process.send?.('ready')
  })
})
