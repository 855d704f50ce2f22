import { describe, expect, it } from 'vitest'
import { columnMeanings } from '../../../common/export/columnMeanings'
import { csvColumns } from '../../../common/export/columns'
import { tasks, type Task } from '../../../common/tasks'

function names(shape: 'long' | 'wide', task: Task): string[] {
  return csvColumns(shape, task).map(({ name }) => name)
}

const longNames = (
  'source frame time_s subject detected part handedness landmark ' +
  'x y z world_x world_y world_z visibility presence score'
).split(' ')
const firstNames = ['source', 'frame', 'time_s', 'subject', 'detected']

it('gives a long table the same columns for every task', () => {
  expect(tasks.map((task) => names('long', task))).toEqual(tasks.map(() => longNames))
})

describe('a wide table', () => {
  it('of hands has their handedness, and no visibility', () => {
    const wide = names('wide', 'hands')
    expect(wide.slice(0, 14)).toEqual([
      ...firstNames,
      ...['handedness', 'score', 'hand_wrist_x', 'hand_wrist_y', 'hand_wrist_z'],
      ...['hand_wrist_world_x', 'hand_wrist_world_y', 'hand_wrist_world_z', 'hand_thumb_cmc_x'],
    ])
    expect(wide).toHaveLength(7 + 21 * 6)
  })

  it('of faces has no world coordinates', () => {
    const wide = names('wide', 'face')
    expect(wide.slice(0, 9)).toEqual([
      ...firstNames,
      ...['face_000_x', 'face_000_y', 'face_000_z', 'face_001_x'],
    ])
    expect(wide.at(-1)).toBe('face_477_z')
    expect(wide).toHaveLength(5 + 478 * 3)
  })

  it('of bodies has everything but a presence, which MediaPipe does not tell', () => {
    const wide = names('wide', 'pose')
    expect(wide.slice(5, 12)).toEqual(longNames.slice(8, 15).map((field) => `pose_nose_${field}`))
    expect(wide).toHaveLength(5 + 33 * 7)
  })

  it('of whole people has body, hands and face in this order', () => {
    const wide = names('wide', 'holistic')
    expect(wide).toHaveLength(5 + 33 * 7 + 2 * 21 * 6 + 478 * 3)
    const starts = [5, 5 + 33 * 7, 5 + 33 * 7 + 21 * 6, 5 + 33 * 7 + 2 * 21 * 6]
    expect(starts.map((start) => wide[start])).toEqual([
      ...['pose_nose_x', 'left_hand_wrist_x', 'right_hand_wrist_x', 'face_000_x'],
    ])
    expect(new Set(wide).size).toBe(wide.length)
  })
})

describe('the meanings', () => {
  it('name every column of a long table, in order', () => {
    expect(columnMeanings('long', 'pose').map(({ column }) => column)).toEqual(longNames)
  })

  it('name every column of a wide table once', () => {
    for (const task of tasks) {
      const patterns = columnMeanings('wide', task).map(({ column }) => toRegExp(column))
      const uses = names('wide', task).map((name) => patterns.filter((p) => p.test(name)).length)
      expect(new Set(uses), task).toEqual(new Set([1]))
    }
  })
})

function toRegExp(pattern: string): RegExp {
  const source = pattern.replace('<landmark>', '(?!.*_world)\\w+').replace('<number>', '\\d+')
  const world = pattern.replace('<landmark>', '\\w+').replace('<number>', '\\d+')
  return new RegExp(`^${pattern.includes('_world') ? world : source}$`)
}
