import type { EditSurroundings } from '../../../common/edits/applyEdits'
import { coordinateFields } from '../../../common/edits/series'
import { partTables } from '../../../common/export/parts'
import {
  landmarkFields,
  landmarkStride,
  type FrameLandmarks,
  type Handedness,
  type PackedPart,
  type PartName,
} from '../../../common/landmarks'
import { topologies } from '../../../common/topologies'
import { randomNumbers } from '../../random'

/** A part whose landmarks move, each in its own way, and tremble. */
export function movingPart(
  part: PartName,
  subject: number,
  timeS: number,
  tremble: () => number = () => 0,
): PackedPart {
  const { topology, fields } = partTables[part]
  const landmarks = topologies[topology].landmarks.length
  const points = new Float32Array(landmarks * landmarkStride).fill(NaN)
  for (let index = 0; index < landmarks; index += 1) {
    for (const field of fields) {
      const offset = landmarkFields.indexOf(field)
      const phase = index + 10 * subject + 3 * offset + (part === 'right_hand' ? 1.5 : 0)
      const place = 0.5 + 0.3 * Math.sin(2 * timeS + phase) + 0.02 * tremble()
      points[index * landmarkStride + offset] = offset < coordinateFields.length ? place : 0.875
    }
  }
  return { part, topology, subject, ...labelOf(part, subject), points }
}

function labelOf(part: PartName, subject: number) {
  const handedness: Handedness = subject % 2 === 0 ? 'left' : 'right'
  return part === 'hand' ? { handedness, score: 0.9 } : { handedness: null, score: null }
}

/**
 * People before a camera that promises 30 frames a second, is never quite in time, drops frames and
 * stands still once. Parts are lost now and then, and one landmark of some.
 */
export function livelyRecording(
  parts: readonly PartName[],
  { subjects, frames, seed }: { subjects: number; frames: number; seed: number },
): FrameLandmarks[] {
  const random = randomNumbers(seed)
  const tremble = (): number => random() - 0.5
  const lost = new Map<string, number>()
  const isLost = (name: string, frame: number): boolean => {
    if (random() < 0.02) lost.set(name, frame + Math.ceil(random() * 12))
    return (lost.get(name) ?? 0) > frame
  }
  const recorded: FrameLandmarks[] = []
  for (let frame = 0; recorded.length < frames; frame += 1) {
    if (random() < 0.1) continue
    const stillS = frame > frames / 2 ? 1.5 : 0
    const timeS = frame / 30 + stillS + 0.004 * tremble()
    const found = Array.from({ length: subjects }, (_, subject) => subject).flatMap((subject) =>
      parts
        .filter((part) => !isLost(`${subject} ${part}`, frame))
        .map((part) => movingPart(part, subject, timeS, tremble)),
    )
    for (const { points } of found) if (random() < 0.05) points.fill(NaN, 0, landmarkStride)
    recorded.push({ frame, timestampUs: Math.round((timeS + 1) * 1e6), parts: found })
  }
  return recorded
}

export function surroundingsOf(frames: readonly FrameLandmarks[]): EditSurroundings {
  return { timeline: frames, pause: () => Promise.resolve() }
}

export async function* streamed(frames: readonly FrameLandmarks[]): AsyncGenerator<FrameLandmarks> {
  for (const frame of frames) yield await Promise.resolve(frame)
}

export async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
