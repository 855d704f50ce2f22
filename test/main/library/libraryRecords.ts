import { partTables } from '../../../common/export/parts'
import type { Job } from '../../../common/jobs'
import {
  landmarkFields,
  landmarkStride,
  type FrameLandmarks,
  type PackedPart,
  type PartName,
} from '../../../common/landmarks'
import { defaultTrackingOptions, type Task } from '../../../common/tasks'
import { topologies } from '../../../common/topologies'
import type { NewBatch } from '../../../main/library/batchRows'
import type { Library } from '../../../main/library/library'
import type { Outcome } from '../../../main/library/sourceRows'

export function newBatch(task: Task): NewBatch {
  return {
    title: 'Sample',
    options: defaultTrackingOptions(task),
    modelFileName: 'sample.task',
    modelSha256: 'abc123',
    appVersion: '1.2.3',
    createdAt: '2025-01-02T03:04:05.000Z',
  }
}

export function waitingJob(id: number, name: string): Job {
  return {
    ...{ id, name, path: `/media/${name}`, mediaKind: 'video', sizeBytes: 1000 },
    state: { kind: 'waiting' },
  }
}

export function done(frames: readonly FrameLandmarks[]): Outcome {
  const found = frames.filter(({ parts }) => parts.length > 0)
  const summary = {
    ...{ widthPx: 640, heightPx: 360, frames: frames.length, framesDetected: found.length },
    ...{ subjects: found.length === 0 ? 0 : 1, durationMs: 12.5 },
  }
  return { kind: 'done', summary }
}

/** Stores a batch of files that are done, and answers their ids. */
export async function storeDone(
  library: Library,
  task: Task,
  files: Readonly<Record<string, readonly FrameLandmarks[]>>,
): Promise<number[]> {
  const ids = library.reserveSourceIds(Object.keys(files).length)
  const batchId = await library.createBatch(newBatch(task))
  const jobs = Object.keys(files).map((name, index) => waitingJob(ids[index]!, name))
  await library.addSources(batchId, jobs)
  for (const { id, name } of jobs) {
    library.appendFrames(id, files[name]!)
    await library.finishSource(id, done(files[name]!))
  }
  return ids
}

/** Numbers that are easily spoilt on the way through text. */
const awkwardNumbers = Float32Array.of(
  ...[0, -0, 1, -0.5, 0.1, 1 / 3, 1e-7, -1.2e-5, 3.4028235e38, -1e-38, 1e-45, 16_777_217, NaN],
)

/** A part whose numbers depend on the seed; what the task does not tell is NaN. */
export function samplePart(part: PartName, subject = 0, seed = 0): PackedPart {
  const { topology, fields } = partTables[part]
  const length = topologies[topology].landmarks.length * landmarkStride
  const points = Float32Array.from({ length }, (_, index) =>
    fields.includes(landmarkFields[index % landmarkStride]!) ? sampleNumber(index, seed) : NaN,
  )
  return { part, topology, subject, ...sampleHandedness(part, seed), points }
}

function sampleNumber(index: number, seed: number): number {
  if ((index + seed) % 7 === 0) return awkwardNumbers[(index + seed) % awkwardNumbers.length]!
  return Math.fround(Math.sin(index * 12.9898 + seed * 78.233))
}

function sampleHandedness(part: PartName, seed: number): Pick<PackedPart, 'handedness' | 'score'> {
  if (part !== 'hand') return { handedness: null, score: null }
  return { handedness: seed % 2 === 0 ? 'left' : 'right', score: Math.fround(0.9 + seed / 100) }
}
