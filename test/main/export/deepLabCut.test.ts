import { join } from 'node:path'
import { expect, it } from 'vitest'
import { landmarkStride } from '../../../common/landmarks'
import { samplePart } from '../library/libraryRecords'
import { exportFiles, framesAt, readCells, readSidecar } from './exporting'

/** A body in the middle of a picture of 640 by 360 pixels, as the library's samples are. */
function standing(subject = 0) {
  const body = samplePart('pose', subject)
  body.points.fill(NaN)
  body.points.set([0.5, 0.25, 0.1, 0, 0, 0, 0.875], 0)
  body.points.set([1.25, -0.5, 0.1, 0, 0, 0, 0], landmarkStride)
  return body
}

it('a table for DeepLabCut has three rows of header, pixels and the visibility', async () => {
  const video = framesAt(30, 3, (index) => (index === 1 ? [] : [standing()]))
  const { path, files } = await exportFiles('pose', { 'walk.mp4': video }, 'deeplabcut')
  const cells = readCells(join(path, 'walkLandmarkStudio.csv'), ',')
  expect(cells.map((row) => row.slice(0, 7))).toEqual([
    ['scorer', ...Array<string>(6).fill('LandmarkStudio')],
    ['bodyparts', 'nose', 'nose', 'nose', 'left_eye_inner', 'left_eye_inner', 'left_eye_inner'],
    ['coords', 'x', 'y', 'likelihood', 'x', 'y', 'likelihood'],
    ['0', '320.000', '90.000', '0.8750', '800.000', '-180.000', '0.0000'],
    ['1', '', '', '', '', '', ''],
    ['2', '320.000', '90.000', '0.8750', '800.000', '-180.000', '0.0000'],
  ])
  expect(new Set(cells.map((row) => row.length))).toEqual(new Set([1 + 33 * 3]))
  expect(files).toBe(1)
  expect(readSidecar(path)).toMatchObject({
    format: 'DeepLabCut',
    units: 'Pixels of the source',
    files: [{ file: 'walkLandmarkStudio.csv', source: 'walk.mp4', subject: null, frames: 3 }],
  })
})

it('several subjects have a row of header more, as the animals of DeepLabCut', async () => {
  const video = framesAt(30, 2, (index) => [standing(), ...(index === 0 ? [standing(4)] : [])])
  const { path } = await exportFiles('pose', { 'walk.mp4': video }, 'deeplabcut')
  const cells = readCells(join(path, 'walkLandmarkStudio.csv'), ',')
  const [first, second] = [1, 1 + 33 * 3]
  expect(cells.map((row) => [row[0], row[first], row[second]])).toEqual([
    ['scorer', 'LandmarkStudio', 'LandmarkStudio'],
    ['individuals', 'subject_0', 'subject_4'],
    ['bodyparts', 'nose', 'nose'],
    ['coords', 'x', 'x'],
    ['0', '320.000', '320.000'],
    ['1', '320.000', ''],
  ])
})

it('the likelihood of hands and faces is unknown, not 0', async () => {
  const parts = (['left_hand', 'face'] as const).map((part) => {
    const sample = samplePart(part)
    sample.points.fill(NaN)
    sample.points.set([0.5, 0.5, 0], 0)
    return sample
  })
  const { path } = await exportFiles(
    'holistic',
    { 'a.mp4': framesAt(30, 1, () => parts) },
    'deeplabcut',
  )
  const [, bodyparts, , values] = readCells(join(path, 'aLandmarkStudio.csv'), ',')
  const cellsOf = (name: string) => values!.filter((_, index) => bodyparts![index] === name)
  expect(['left_hand_wrist', 'face_000', 'right_hand_wrist', 'nose'].map(cellsOf)).toEqual([
    ['320.000', '180.000', ''],
    ['320.000', '180.000', ''],
    ['', '', ''],
    ['', '', ''],
  ])
})

it('a video in which nobody was found still has its rows', async () => {
  const { path } = await exportFiles('face', { 'a.mp4': framesAt(30, 2, () => []) }, 'deeplabcut')
  const rows = readCells(join(path, 'aLandmarkStudio.csv'), ',').slice(3)
  expect(rows.map((cells) => [cells[0], new Set(cells.slice(1))])).toEqual([
    ['0', new Set([''])],
    ['1', new Set([''])],
  ])
})
