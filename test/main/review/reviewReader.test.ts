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
