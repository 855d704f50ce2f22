import { defaultTrackingOptions } from '../../common/tasks'
import { loadLandmarker, warmUp } from '../../main/worker/loadLandmarker'
import { openSource } from '../../main/worker/openSource'
import type { LoopMode, LoopRequest, LoopResult } from './loopProtocol'

// A process that only decodes and detects: what the machine can do with no pool around it.

type TrackPhoto = (path: string) => Promise<void>

const loops: Record<LoopMode, (request: LoopRequest) => Promise<TrackPhoto>> = {
  /** A new landmarker for each photo: what a simple script or service does. */
  naive: (request) =>
    Promise.resolve(async (path) => {
      const landmarker = await load(request)
      await trackPhoto(landmarker, path, request)
      landmarker.close()
    }),
  /** One landmarker, warm, for all photos. */
  reuse: async (request) => {
    const landmarker = await load(request)
    warmUp(landmarker)
    return (path) => trackPhoto(landmarker, path, request)
  },
}

type Landmarker = Awaited<ReturnType<typeof loadLandmarker>>

function load({ task, modelPath, wasmFolder }: LoopRequest): Promise<Landmarker> {
  return loadLandmarker(defaultTrackingOptions(task), modelPath, wasmFolder)
}

async function trackPhoto(landmarker: Landmarker, path: string, { task }: LoopRequest) {
  const job = { id: 0, path, mediaKind: 'photo' } as const
  const source = await openSource(job, defaultTrackingOptions(task))
  await landmarker.startSource('photo')
  for await (const frame of source.frames()) landmarker.detect(frame, 0)
  source.close()
}

async function run(track: TrackPhoto, paths: readonly string[]): Promise<void> {
  const startMs = performance.now()
  for (const path of paths) await track(path)
  const result: LoopResult = {
    files: paths.length,
    seconds: (performance.now() - startMs) / 1000,
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
