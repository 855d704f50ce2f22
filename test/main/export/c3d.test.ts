import { join } from 'node:path'
import { expect, it } from 'vitest'
import { markerNames } from '../../../common/export/motion/spaceMarkers'
import { exportFiles, framesAt, placedPart, readSidecar } from './exporting'
import { readC3d } from './readC3d'

const body = placedPart('pose', (_, index) => [0.125, 0.25, index / 8])

it('a C3D file says its rate, units, axes and labels, in the header and the parameters', async () => {
  const video = framesAt(25, 3, () => [body])
  const { path } = await exportFiles('pose', { 'walk.mp4': video }, 'c3d')
  const { header, parameters } = readC3d(join(path, 'walk_subject_0.c3d'))
  const dataBlock = header.parameterBlocks! + 2
  expect(header).toEqual({
    ...{ key: 0x50, points: 33, analog: 0, first: 1, last: 3, scale: -1, rate: 25 },
    ...{ processor: 84, dataBlock, parameterBlocks: dataBlock - 2 },
  })
  expect(parameters).toMatchObject({
    POINT: {
      ...{ USED: 33, SCALE: -1, RATE: 25, FRAMES: 3, DATA_START: dataBlock, UNITS: 'mm' },
      ...{ X_SCREEN: '+X', Y_SCREEN: '+Y', LABELS: markerNames('pose') },
    },
    ANALOG: { USED: 0 },
    TRIAL: { ACTUAL_START_FIELD: [1, 0], ACTUAL_END_FIELD: [3, 0] },
    SUBJECTS: { NAMES: ['subject_0'] },
  })
  expect(readSidecar(path)).toMatchObject({ format: 'C3D', units: 'Millimetres' })
})

it('its markers are in millimetres, y up and z to the camera; unknown ones have residual -1', async () => {
  const video = framesAt(30, 3, (index) => (index === 1 ? [] : [body]))
  const { path } = await exportFiles('pose', { 'walk.mp4': video }, 'c3d')
  const { frames } = readC3d(join(path, 'walk_subject_0.c3d'))
  expect(frames.map((frame) => frame[8])).toEqual([
    [125, -250, -1000, 0],
    [0, 0, 0, -1],
    [125, -250, -1000, 0],
  ])
})

it('has a constant rate: times between frames are interpolated, longer gaps are unknown', async () => {
  const xAt = (x: number) => [placedPart('pose', () => [x, 0, 0])]
  // A camera that dropped a frame, came late once, and then was away for a second.
  const moments = [0, 1, 3, 4.5, 5, 6, 7, 8, 38, 39]
  const video = moments.map((moment, frame) => ({
    ...{ frame, timestampUs: Math.round((moment * 1e6) / 30), parts: xAt(moment / 1000) },
  }))
  const { path } = await exportFiles('pose', { 'live.webm': video }, 'c3d')
  const { header, frames } = readC3d(join(path, 'live_subject_0.c3d'))
  expect([header.rate, frames.length]).toEqual([30, 40])
  const xOf = frames.map(([[x, , , residual] = [] as readonly number[]]) =>
    residual === -1 ? null : x!,
  )
  const known = [0, 1, 2, 3, 4, 5, 6, 7, 8]
  expect(xOf).toEqual([
    ...known.map((x) => expect.closeTo(x, 3) as number),
    ...Array<null>(29).fill(null),
    ...[38, 39].map((x) => expect.closeTo(x, 3) as number),
  ])
})

it('counts more frames than the 16 bits of its header can', async () => {
  const still = framesAt(1000, 66_000, () => [])
  const hand = placedPart('hand', () => [0, 0, 0])
  const video = still.with(0, { ...still[0]!, parts: [hand] })
  const { path } = await exportFiles('hands', { 'long.mp4': video }, 'c3d')
  const { header, parameters, frames } = readC3d(join(path, 'long_subject_0.c3d'))
  expect([header.last, parameters.POINT?.FRAMES, parameters.POINT?.LONG_FRAMES]).toEqual([
    ...[65_535, 65_535, 66_000],
  ])
  expect(parameters.TRIAL?.ACTUAL_END_FIELD).toEqual([66_000 - 65_536, 1])
  expect(frames).toHaveLength(66_000)
})
