import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { partsOfTask, partTables } from '../../common/export/parts'
import type { Job } from '../../common/jobs'
import {
  landmarkFields,
  landmarkStride,
  type FrameLandmarks,
  type PackedPart,
  type PartName,
} from '../../common/landmarks'
import { defaultTrackingOptions } from '../../common/tasks'
import { topologies } from '../../common/topologies'
import { exportCsv } from '../../main/export/exportFile'
import { Library } from '../../main/library/library'

export interface CsvExportFigures {
  /** Landmark rows, as of a long CSV. */
  readonly rows: number
  readonly seconds: number
  readonly rowsPerSecond: number
  /** The most memory of the whole process during the export. */
  readonly peakRssBytes: number
  /** 99th percentile of how late the event loop was during the export. */
  readonly eventLoopLagMs: number
  /** Landmarks taken into the library per second, until all are on disk. */
  readonly appendedPerSecond: number
  /** The same lag while they were appended. */
  readonly appendLagMs: number
}

const videos = 20
const framesPerVideo = 180
const framesPerRun = 10

/** Times appending and exporting about two million landmarks of whole people. */
export async function measureCsvExport(shape: 'long' | 'wide' = 'long'): Promise<CsvExportFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'landmark-studio-bench-'))
  const library = await Library.open(join(folder, 'library.duckdb'))
  try {
    const runs = makeRuns()
    const filling = await observe(() => fill(library, runs))
    const sourceIds = filling.result
    const landmarks = videos * countLandmarks(runs.flat())
    const csv = { shape, defuseFormulas: true, byteOrderMark: false }
    const destinationPath = join(folder, 'landmarks.csv')
    const request = { library, sourceIds, csv, destinationPath, appVersion: '0.0.0' }
    const exporting = await observe(() => exportCsv(request))
    return {
      rows: landmarks,
      seconds: exporting.seconds,
      rowsPerSecond: landmarks / exporting.seconds,
      peakRssBytes: exporting.peakRssBytes,
      eventLoopLagMs: exporting.lagMs,
      appendedPerSecond: landmarks / filling.seconds,
      appendLagMs: filling.lagMs,
    }
  } finally {
    await library.close()
    await rm(folder, { recursive: true })
  }
}

async function fill(library: Library, runs: readonly (readonly FrameLandmarks[])[]) {
  const sourceIds = library.reserveSourceIds(videos)
  const batchId = await library.createBatch({
    ...{ title: 'Bench', options: defaultTrackingOptions('holistic') },
    ...{ modelFileName: 'none', modelSha256: '', appVersion: '0.0.0', createdAt: '2025-01-01' },
  })
  await library.addSources(batchId, sourceIds.map(video))
  for (const sourceId of sourceIds) await fillSource(library, sourceId, runs)
  return sourceIds
}

async function fillSource(
  library: Library,
  sourceId: number,
  runs: readonly (readonly FrameLandmarks[])[],
): Promise<void> {
  for (const frames of runs) {
    library.appendFrames(sourceId, frames)
    await nextTurn()
  }
  const size = { widthPx: 640, heightPx: 360 }
  const frames = { frames: framesPerVideo, framesDetected: framesPerVideo, subjects: 1 }
  const summary = { ...size, ...frames, durationMs: 1 }
  await library.finishSource(sourceId, { kind: 'done', summary })
}

/** The frames of one video, in runs as a worker sends them. */
function makeRuns(): FrameLandmarks[][] {
  return Array.from({ length: framesPerVideo / framesPerRun }, (_, run) =>
    Array.from({ length: framesPerRun }, (_, index) => person(run * framesPerRun + index)),
  )
}

function countLandmarks(frames: readonly FrameLandmarks[]): number {
  return frames
    .flatMap(({ parts }) => parts)
    .reduce((sum, { points }) => sum + points.length / landmarkStride, 0)
}

function video(id: number): Job {
  const name = `session ${id}/walk, take ${id}.mp4`
  return {
    ...{ id, name, path: `/media/${name}`, mediaKind: 'video', sizeBytes: 1_000_000 },
    state: { kind: 'waiting' },
  }
}

function person(frame: number): FrameLandmarks {
  const parts = partsOfTask.holistic.map((part) => randomPart(part))
  return { frame, timestampUs: Math.round((frame * 1e6) / 30), parts }
}

function randomPart(part: PartName): PackedPart {
  const { topology, fields } = partTables[part]
  const known = landmarkFields.map((field) => fields.includes(field))
  const length = topologies[topology].landmarks.length * landmarkStride
  const points = Float32Array.from({ length }, (_, index) =>
    known[index % landmarkStride] ? Math.random() : NaN,
  )
  return { part, topology, subject: 0, handedness: null, score: null, points }
}

/** How long some work takes, and what it costs the process meanwhile. */
export async function observe<T>(work: () => Promise<T>) {
  let peakRssBytes = 0
  const sampling = setInterval(() => {
    peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss())
  }, 20)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const start = performance.now()
  try {
    const result = await work()
    const seconds = (performance.now() - start) / 1000
    const [lagMs, mostLagMs] = [delay.percentile(99) / 1e6, delay.max / 1e6]
    return { result, seconds, peakRssBytes, lagMs, mostLagMs }
  } finally {
    delay.disable()
    clearInterval(sampling)
  }
}
