import { expect, it } from 'vitest'
import { landmarkFields, landmarkStride, type PackedPart } from '../../../common/landmarks'
import type { Task } from '../../../common/tasks'
import { topologies } from '../../../common/topologies'
import { Library } from '../../../main/library/library'
import { ReviewReader } from '../../../main/review/reviewReader'
import { framesAt } from '../export/exporting'
import { samplePart, storeDone } from '../library/libraryRecords'

/** A body in the middle of the picture, all of it but the left wrist this visible. */
function body(
  visibility: number,
  leftWrist: Readonly<{ x: number; visibility: number }>,
): PackedPart {
  const names = topologies.pose.landmarks
  const points = new Float32Array(names.length * landmarkStride).fill(NaN)
  for (const [index, name] of names.entries()) {
    const shown = name === 'left_wrist' ? leftWrist : { x: 0.5, visibility }
    points.set([shown.x, 0.5], index * landmarkStride)
    points[index * landmarkStride + landmarkFields.indexOf('visibility')] = shown.visibility
  }
  return { part: 'pose', topology: 'pose', subject: 0, handedness: null, score: null, points }
}

async function confidenceOf(task: Task, parts: readonly (readonly PackedPart[])[]) {
  await using library = await Library.openInMemory()
  const frames = framesAt(30, parts.length, (index) => parts[index]!)
  const [id = 0] = await storeDone(library, task, { 'walk.mp4': frames })
  return await new ReviewReader(library).readConfidence(id)
}

it('the confidence of a body is the mean visibility of its main landmarks in the picture', async () => {
  const confidence = await confidenceOf('pose', [
    [body(0.8, { x: 0.5, visibility: 0.8 })],
    [],
    // Thirteen landmarks count; a wrist beyond the edge does not.
    [body(1, { x: 0.5, visibility: 0 })],
    [body(1, { x: 1.5, visibility: 0 })],
    [
      body(0.9, { x: 0.5, visibility: 0.9 }),
      { ...body(0.3, { x: 0.5, visibility: 0.3 }), subject: 1 },
    ],
  ])
  expect([...confidence!].map((value) => value.toFixed(3))).toEqual([
    ...['0.800', 'NaN', (12 / 13).toFixed(3), '1.000', '0.300'],
  ])
})

it('that of hands is the score of the less sure one, and faces tell none', async () => {
  const hands = [
    { ...samplePart('hand', 0), score: 0.9 },
    { ...samplePart('hand', 1), score: 0.75 },
  ]
  expect(await confidenceOf('hands', [hands, []])).toEqual(Float32Array.of(0.75, NaN))
  expect(await confidenceOf('face', [[samplePart('face')]])).toBeNull()
})

it('two results of a file differ by the mean distance of their landmarks, in widths of the picture', async () => {
  await using library = await Library.openInMemory()
  // The picture is 640 x 360: a tenth of its height is 0.05625 of its width.
  const at = (dx: number, dy: number, subject = 0): PackedPart => {
    const part = samplePart('hand', subject)
    const points = part.points.map((_, index) => [0.5 + dx, 0.5 + dy][index % landmarkStride] ?? 0)
    return { ...part, points }
  }
  const one = framesAt(30, 4, (frame) => (frame === 3 ? [] : [at(0, 0)]))
  const other = framesAt(30, 4, (frame) => [[at(0.1, 0)], [at(0, 0.1)], [], [at(0, 0)]][frame]!)
  const several = framesAt(30, 4, () => [at(0.3, 0, 0), at(0.02, 0, 1)])
  const [id = 0] = await storeDone(library, 'hands', { 'walk.mp4': one })
  const [otherId = 0] = await storeDone(library, 'hands', { 'walk.mp4': other })
  const [severalId = 0] = await storeDone(library, 'hands', { 'walk.mp4': several })
  const reader = new ReviewReader(library)
  const differenceTo = async (otherId: number) => {
    const key = { kind: 'difference', otherId, otherTitle: '' } as const
    const { tracked, edited } = await reader.readCurve(id, key)
    expect(edited).toBeNull()
    return Array.from(tracked, (value) => value.toFixed(5))
  }
  expect(await differenceTo(otherId)).toEqual(['0.10000', '0.05625', 'NaN', 'NaN'])
  // Of two hands, the one that is meant is the nearer one.
  expect(await differenceTo(severalId)).toEqual(['0.02000', '0.02000', '0.02000', 'NaN'])
})
