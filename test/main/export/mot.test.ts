import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exportFiles, framesAt, readCells, readSidecar } from './exporting'
import { bodyPart } from './standingBody'

it('a MOT file has OpenSim’s header, and the angles of joints in degrees at their times', async () => {
  const bent = bodyPart({ right_wrist: [-0.5, 0.75, 0] })
  const video = framesAt(30, 3, (index) => [[bodyPart()], [], [bent]][index]!)
  const { path, files } = await exportFiles('pose', { 'walk.mp4': video }, 'mot')
  const lines = readCells(join(path, 'walk_subject_0.mot'), '\t')
  const end = lines.findIndex(([first]) => first === 'endheader')
  expect(lines.slice(0, 5).flat()).toEqual([
    ...['Coordinates', 'version=1', 'nRows=3', 'nColumns=11', 'inDegrees=yes'],
  ])
  const [names, ...rows] = lines.slice(end + 1)
  expect(names).toEqual([
    'time',
    ...['r', 'l'].flatMap((side) =>
      ['hip_flexion', 'knee_angle', 'ankle_angle', 'arm_flex', 'elbow_flex'].map(
        (name) => `${name}_${side}`,
      ),
    ),
  ])
  const valuesOf = (name: string) => rows.map((cells) => cells[names!.indexOf(name)])
  expect(valuesOf('time')).toEqual(['0.000000', '0.033333', '0.066667'])
  expect(valuesOf('elbow_flex_r')).toEqual(['0.0000', 'NaN', '90.0000'])
  expect(valuesOf('knee_angle_l')).toEqual(['0.0000', 'NaN', '0.0000'])
  expect([files, rows.map((cells) => cells.length)]).toEqual([1, [11, 11, 11]])
})

it('its JSON says that the angles are not those of inverse kinematics', async () => {
  const video = framesAt(30, 1, () => [bodyPart()])
  const { path } = await exportFiles('pose', { 'walk.mp4': video }, 'mot')
  const { notes, columns } = readSidecar(path) as { notes: string[]; columns: unknown[] }
  expect(notes.join(' ')).toMatch(/not the result of inverse kinematics/)
  expect(columns).toHaveLength(11)
})
