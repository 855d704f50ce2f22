import { join } from 'node:path'
import { expect, it } from 'vitest'
import { markerNames } from '../../../common/export/motion/spaceMarkers'
import { topologies } from '../../../common/topologies'
import { exportFiles, framesAt, placedPart, readCells, readSidecar } from './exporting'

const body = placedPart('pose', (_, index) => [0.1, 0.25, index / 1000])

it('a TRC file has the header that OpenSim describes', async () => {
  const video = framesAt(25, 3, () => [body])
  const { path } = await exportFiles('pose', { 'a walk.mp4': video }, 'trc')
  const [type, names, values, labels, axes, blank] = readCells(
    join(path, 'a walk_subject_0.trc'),
    '\t',
  )
  expect(type).toEqual(['PathFileType', '4', '(X/Y/Z)', 'a walk_subject_0.trc'])
  expect(Object.fromEntries(names!.map((name, index) => [name, values![index]]))).toEqual({
    ...{ DataRate: '25', CameraRate: '25', NumFrames: '3', NumMarkers: '33', Units: 'mm' },
    ...{ OrigDataRate: '25', OrigDataStartFrame: '1', OrigNumFrames: '3' },
  })
  expect(labels!.slice(0, 6)).toEqual(['Frame#', 'Time', 'nose', '', '', 'left_eye_inner'])
  expect(labels!.filter((label) => label !== '').slice(2)).toEqual(topologies.pose.landmarks)
  expect([axes!.length, axes!.slice(0, 6), axes!.at(-1)]).toEqual([
    101,
    ['', '', 'X1', 'Y1', 'Z1', 'X2'],
    'Z33',
  ])
  expect(blank).toEqual([])
})

it('its markers are in millimetres, y up and z to the camera, at their own times', async () => {
  const times = [0, 33_333, 100_000]
  const video = times.map((timestampUs, index) => ({
    ...{ frame: index * 2, timestampUs, parts: index === 1 ? [] : [body] },
  }))
  const { path, files, rows } = await exportFiles('pose', { 'walk.mp4': video }, 'trc')
  const lines = readCells(join(path, 'walk_subject_0.trc'), '\t').slice(6)
  expect(lines.map((cells) => cells.slice(0, 8))).toEqual([
    ['1', '0.000000', '100.000', '-250.000', '0.000', '100.000', '-250.000', '-1.000'],
    ['2', '0.033333', '', '', '', '', '', ''],
    ['3', '0.100000', '100.000', '-250.000', '0.000', '100.000', '-250.000', '-1.000'],
  ])
  expect(lines.map((cells) => cells.length)).toEqual([101, 101, 101])
  expect([files, rows]).toEqual([1, 3])
})

it('a person’s hands hang on the wrists of the body', async () => {
  const wholeBody = placedPart('pose', (name) => (name === 'left_wrist' ? [1, 2, 3] : [0, 0, 0]))
  const hand = placedPart('left_hand', (_, index) => [0.5 + index / 100, 0.5, 0.5])
  const frames = framesAt(30, 2, (index) => (index === 0 ? [wholeBody, hand] : [hand]))
  const { path } = await exportFiles('holistic', { 'walk.mp4': frames }, 'trc')
  const [first, second] = readCells(join(path, 'walk_subject_0.trc'), '\t').slice(6)
  const at = 2 + 3 * markerNames('holistic').indexOf('left_hand_wrist')
  expect(first!.slice(at, at + 6)).toEqual(
    ['1000.000', '-2000.000', '-3000.000'].concat(['1010.000', '-2000.000', '-3000.000']),
  )
  expect(second!.slice(at, at + 3)).toEqual(['', '', ''])
  const right = 2 + 3 * markerNames('holistic').indexOf('right_hand_wrist')
  expect(first!.slice(right)).toEqual(Array<string>(63).fill(''))
})

it('everybody in a video has a file, and its JSON says whose', async () => {
  const two = framesAt(30, 2, (index) => [body, ...(index === 1 ? [{ ...body, subject: 7 }] : [])])
  const photo = [{ frame: 0, timestampUs: 0, parts: [] }]
  const { path, files } = await exportFiles(
    'pose',
    { 'b/walk.mp4': two, 'b_walk.mov': two, 'nobody.mp4': photo },
    'trc',
  )
  const sidecar = readSidecar(path)
  expect(sidecar.files).toEqual([
    { file: 'b_walk_subject_0.trc', source: 'b/walk.mp4', subject: 0, frames: 2 },
    { file: 'b_walk_subject_7.trc', source: 'b/walk.mp4', subject: 7, frames: 2 },
    { file: 'b_walk_2_subject_0.trc', source: 'b_walk.mov', subject: 0, frames: 2 },
    { file: 'b_walk_2_subject_7.trc', source: 'b_walk.mov', subject: 7, frames: 2 },
  ])
  expect(sidecar).toMatchObject({ format: 'TRC', units: 'Millimetres and seconds' })
  expect(files).toBe(4)
  const late = readCells(join(path, 'b_walk_subject_7.trc'), '\t').slice(6)
  expect(late.map(([, , x]) => x)).toEqual(['', '100.000'])
})
