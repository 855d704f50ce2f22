import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { points68 } from '../../../common/export/presets/points68'
import { landmarkStride } from '../../../common/landmarks'
import { topologies, type Chain } from '../../../common/topologies'
import { samplePart } from '../library/libraryRecords'
import { exportFiles, framesAt, readCells, readSidecar } from './exporting'

/** A face whose landmark number n is at n thousandths of the picture, across and down. */
function face(subject = 0) {
  const part = samplePart('face', subject)
  for (let index = 0; index < 478; index += 1) {
    part.points.set([index / 1000, index / 1000, 0], index * landmarkStride)
  }
  return part
}

it('a table for OpenFace has its columns, a row for each face, and one without', async () => {
  const video = framesAt(25, 3, (index) => [[face()], [], [face(), face(3)]][index]!)
  const { path } = await exportFiles('face', { 'talk.mp4': video }, 'openface')
  const file = join(path, 'talk.csv')
  expect(readFileSync(file, 'utf8')).toMatch(
    /^frame, face_id, timestamp, confidence, success, x_0, /,
  )
  const [names, ...rows] = readCells(file, ',').map((cells) => cells.map((cell) => cell.trim()))
  expect(names!.slice(5)).toEqual(
    ['x', 'y'].flatMap((axis) => Array.from({ length: 68 }, (_, index) => `${axis}_${index}`)),
  )
  expect(rows.map((cells) => cells.slice(0, 5))).toEqual([
    ['1', '0', '0.000000', '', '1'],
    ['2', '0', '0.040000', '', '0'],
    ['3', '0', '0.080000', '', '1'],
    ['3', '3', '0.080000', '', '1'],
  ])
  // The picture has 640 by 360 pixels; point 3 is in the middle of landmarks 132 and 58.
  const point = (row: string[], name: string) => row[names!.indexOf(name)]
  expect(['x_0', 'y_0', 'x_3', 'x_67'].map((name) => point(rows[0]!, name))).toEqual([
    '81.280',
    '45.720',
    '60.800',
    '55.680',
  ])
  expect(new Set(rows[1]!.slice(5))).toEqual(new Set(['']))
  expect(readSidecar(path)).toMatchObject({
    format: 'OpenFace',
    axes: expect.anything() as string,
  })
})

it('its 68 points lie where their names say: on the right parts of the face', () => {
  const chain = (name: string): readonly number[] =>
    topologies.face.chains.find((each: Chain) => each.name === name)!.landmarks
  const on = (name: string, first: number, last: number): boolean =>
    points68
      .slice(first, last + 1)
      .every((landmarks) => landmarks.every((landmark) => chain(name).includes(landmark)))
  expect({
    count: points68.length,
    rightEye: on('right_eye', 36, 41),
    leftEye: on('left_eye', 42, 47),
    outerLips: on('lips_outer', 48, 59),
    innerLips: on('lips_inner', 60, 67),
    chin: points68[8],
  }).toEqual({
    ...{ count: 68, rightEye: true, leftEye: true, outerLips: true, innerLips: true },
    chin: [152],
  })
})
