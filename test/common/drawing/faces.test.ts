import { expect, test } from 'vitest'
import type { FaceStyle } from '../../../common/live'
import type { PackedPart } from '../../../common/landmarks'
import { drawSkeletons } from '../../../common/drawing/skeleton'
import { drawn, partWith, wholePicture } from './drawings'

function drawnFace(face: PackedPart, faceStyle: FaceStyle = 'contours') {
  const options = { picture: wholePicture, pixelRatio: 1, faceStyle }
  return drawn((context) => drawSkeletons(context, [face], options))
}

test('an iris is a circle through its rim, with a dot in the middle', () => {
  const { colourAt } = drawnFace(
    partWith('face', { 473: [100, 100], 474: [150, 100], 475: [100, 50], 477: [100, 150] }),
  )
  const diagonal = 50 * Math.SQRT1_2
  expect({
    isOnRim: colourAt(149, 100) !== 'empty',
    isBetweenRimLandmarks: colourAt(100 + diagonal, 100 - diagonal) !== 'empty',
    isOnStraightLine: colourAt(125, 75) !== 'empty',
    middle: colourAt(100, 100),
  }).toEqual({
    isOnRim: true,
    isBetweenRimLandmarks: true,
    isOnStraightLine: false,
    middle: '255 159 67',
  })
})

test('an iris without a centre is not drawn', () => {
  const { colourAt } = drawnFace(partWith('face', { 474: [20, 50], 475: [180, 50] }))
  expect([colourAt(20, 50), colourAt(100, 50)]).toEqual(['empty', 'empty'])
})

test('lips are drawn', () => {
  const { colourAt } = drawnFace(partWith('face', { 61: [20, 150], 146: [180, 150] }))
  expect(colourAt(100, 150)).toBe('255 143 163')
})

test('the mesh is drawn only if asked for, fainter than the contours', () => {
  // 127-34 is a line of the mesh alone, 61-146 one of the lips too.
  const face = partWith('face', {
    ...{ 127: [20, 50], 34: [180, 50] },
    ...{ 61: [20, 150], 146: [180, 150] },
  })
  const contours = drawnFace(face)
  const mesh = drawnFace(face, 'mesh')
  expect({
    withoutMesh: contours.opacityAt(100, 50),
    mesh: mesh.opacityAt(100, 50) > 0 && mesh.opacityAt(100, 50) < 0.6,
    contoursOverMesh: mesh.colourAt(100, 150),
  }).toEqual({ withoutMesh: 0, mesh: true, contoursOverMesh: '255 143 163' })
})
