import { describe, expect, it } from 'vitest'
import { fieldRefName, type MeasureBlock } from '../../../common/measures/block'
import { compileMeasure, expressionProblem } from '../../../common/measures/compile'
import { landmarkNames } from '../../../common/measures/landmarkValues'
import { builtInMeasures, fittingMeasures } from '../../../common/measures/measures'
import { inEnglish } from '../../../common/sentence'
import { tasks, type Task } from '../../../common/tasks'

type Place = readonly [x: number, y: number, z: number]

/** Frames a second apart, in which landmarks are where they are said to be, in metres and the picture. */
function blockOf(task: Task, places: Readonly<Record<string, readonly Place[]>>): MeasureBlock {
  const series = new Map<string, Float64Array<ArrayBuffer>>()
  const names = landmarkNames(task)
  const frames = Math.max(...Object.values(places).map(({ length }) => length))
  for (const [name, path] of Object.entries(places)) {
    const ref = names.get(name)!
    for (const [axis, letter] of (['x', 'y', 'z'] as const).entries()) {
      const numbers = Float64Array.from(path, (place) => place[axis]!)
      series.set(fieldRefName({ ...ref, field: letter }), numbers)
      series.set(fieldRefName({ ...ref, field: `world_${letter}` }), numbers)
    }
  }
  return {
    timesS: Float64Array.from({ length: frames }, (_, frame) => frame),
    heightInWidths: 0.5,
    series: (ref) => series.get(fieldRefName(ref)) ?? new Float64Array(frames).fill(NaN),
  }
}

function evaluate(
  expression: string,
  places: Readonly<Record<string, readonly Place[]>>,
  task: Task = 'pose',
): number[] {
  return [...compileMeasure(expression, task).evaluate(blockOf(task, places))]
}

describe('a measure', () => {
  const arm = {
    left_shoulder: [[0, 0, 0]],
    left_elbow: [[0, 1, 0]],
    left_wrist: [[1, 1, 0]],
  } as const

  it('is the angle between two segments', () => {
    expect(evaluate('angle(left_shoulder, left_elbow, left_wrist)', arm)[0]).toBeCloseTo(90, 12)
  })

  it('is exact for a limb that is all but straight', () => {
    const places = { nose: [[0, 0, 0]], left_ear: [[1, 0, 0]], right_ear: [[2, 1e-7, 0]] } as const
    const [angle] = evaluate('180 - angle(nose, left_ear, right_ear)', places)
    expect(angle).toBeCloseTo((1e-7 * 180) / Math.PI, 12)
  })

  it('is the distance of two points in metres', () => {
    expect(evaluate('distance(left_shoulder, left_wrist)', arm)[0]).toBeCloseTo(Math.SQRT2, 12)
    expect(compileMeasure('distance(left_shoulder, left_wrist)', 'pose').unit).toBe('m')
  })

  it('is measured in picture widths where the picture is asked for, whatever its shape', () => {
    expect(evaluate('image(distance(left_shoulder, left_elbow))', arm)).toEqual([0.5])
    expect(compileMeasure('image(distance(nose, left_ear))', 'pose').unit).toBe('picture widths')
  })

  it('is a tilt against straight up: y counts downwards', () => {
    const places = { nose: [[0, -1, 0]], left_hip: [[0, 0, 0]], right_hip: [[0, 0, 1]] } as const
    expect(evaluate('tilt(left_hip, nose)', places)).toEqual([0])
    expect(evaluate('tilt(left_hip, right_hip)', places)).toEqual([90])
  })

  it('is a speed and an acceleration by central differences, unknown at the ends', () => {
    const places = { nose: [0, 1, 4, 9].map((x) => [x, 0, 0] as const) }
    expect(evaluate('speed(nose)', places)).toEqual([NaN, 2, 4, NaN])
    expect(evaluate('acceleration(nose)', places)).toEqual([NaN, 2, 2, NaN])
    expect(evaluate('rate(nose.x)', places)).toEqual([NaN, 2, 4, NaN])
    expect(compileMeasure('acceleration(nose)', 'pose').unit).toBe('m/s²')
  })

  it('reaches one frame further with every derivative', () => {
    expect(compileMeasure('rate(speed(nose))', 'pose').reachFrames).toBe(2)
    expect(compileMeasure('distance(nose, left_ear)', 'pose').reachFrames).toBe(0)
  })

  it('is unknown where a landmark is', () => {
    expect(evaluate('distance(nose, left_ear)', { nose: [[0, 0, 0]] })).toEqual([NaN])
  })

  it('calculates as one is used to', () => {
    const places = { nose: [[2, 3, 4]] } as const
    expect(evaluate('1 + 2 * nose.x - (nose.y - 1) / -nose.z', places)).toEqual([5.5])
    expect(evaluate('mean(nose.x, nose.z) + max(1, 2) + sqrt(nose.z) + abs(-1)', places)).toEqual([
      8,
    ])
    expect(evaluate('midpoint(nose, nose).y', places)).toEqual([3])
  })

  it.each([
    ['distance(nose, left_ear) / distance(left_hip, right_hip)', null],
    ['2 * distance(nose, left_ear)', 'm'],
    ['distance(nose, left_ear) - distance(left_hip, right_hip)', 'm'],
    ['180 - angle(nose, left_ear, right_ear)', 'deg'],
    ['rate(angle(nose, left_ear, right_ear))', 'deg/s'],
    ['nose.visibility', null],
  ])('%s has the unit %s', (expression, unit) => {
    expect(compileMeasure(expression, 'pose').unit).toBe(unit)
  })

  it('reads each series once', () => {
    const { needs } = compileMeasure('nose.x + nose.y + nose.x', 'pose')
    expect(needs.map(({ field }) => field)).toEqual(['world_x', 'world_y', 'world_z'])
  })
})

/** What is wrong with an expression, as the command line tells it. */
function problemOf(expression: string, task: Task): string {
  return inEnglish(expressionProblem(expression, task) ?? '')
}

describe('what is no measure is said in a sentence', () => {
  it.each([
    ['', /Write a formula/],
    ['noze.x', /no landmark “noze”/],
    ['distance(nose)', /wants two values, not 1/],
    ['distance(nose, 1)', /works with points/],
    ['abs(nose)', /was given a point/],
    ['nose', /a point, not a number/],
    ['midpoint(nose, left_ear)', /a point, not a number/],
    ['1 + 2', /names no landmark/],
    ['distance + 1', /distance is a function/],
    ['nose.x +', /Expected expression after \+ at character 9/],
    ['nose.size', /A point has \.x/],
    ['frobnicate(nose)', /no function “frobnicate”/],
    ['constructor(nose)', /no function “constructor”/],
    ['nose.x.constructor', /A point has/],
    ['nose["x"]', /A point has/],
    ['this.process', /Only landmarks|A point has|number/],
    ['nose.x ? 1 : 2', /Only landmarks/],
    ['nose.x && 1', /“&&” is not known/],
    ['[nose.x]', /Only landmarks/],
    ['"nose"', /Only numbers/],
    ['nose.x; nose.y', /Only landmarks/],
  ])('%s', (expression, problem) => {
    expect(problemOf(expression, 'pose')).toMatch(problem)
  })

  it('such as a distance from one part to another in space, whose origins differ', () => {
    expect(problemOf('distance(nose, left_hand_wrist)', 'holistic')).toMatch(/image\(…\)/)
    expect(expressionProblem('image(distance(nose, left_hand_wrist))', 'holistic')).toBeNull()
  })
})

describe('the measures of the app', () => {
  it.each(tasks)('can be calculated for %s, each under a name of its own', (task) => {
    const measures = builtInMeasures(task)
    for (const { expression } of measures) expect(expressionProblem(expression, task)).toBeNull()
    expect(new Set(measures.map(({ name }) => name)).size).toBe(measures.length)
  })

  it('leave out what somebody has made for other landmarks', () => {
    const own = [
      { name: 'nod', expression: 'nose.y' },
      { name: 'smile', expression: 'face_061.x' },
    ]
    expect(fittingMeasures('pose', own).map(({ name }) => name)).toEqual(['nod'])
    expect(fittingMeasures('holistic', own)).toHaveLength(2)
  })

  it.each([
    ['a fist', 0.8],
    ['an open hand', 2],
  ])('say how open a hand is: %s', (_which, reach) => {
    const places = Object.fromEntries(
      ['index_finger', 'middle_finger', 'ring_finger', 'pinky'].flatMap((finger) => [
        [`${finger}_tip`, [[0, -reach, 0] as const]],
        [`${finger}_mcp`, [[0, -1, 0] as const]],
      ]),
    )
    const openness = builtInMeasures('hands').find(({ name }) => name === 'openness')!
    const [value] = evaluate(openness.expression, { wrist: [[0, 0, 0]], ...places }, 'hands')
    expect(value).toBeCloseTo(reach, 12)
  })

  it('tell where a head turns', () => {
    const { expression } = builtInMeasures('face').find(({ name }) => name === 'head_yaw')!
    // The person's left side of the face, at the right in the picture, is further away.
    const places = { face_234: [[0.4, 0.5, 0]], face_454: [[0.5, 0.5, 0.1]] } as const
    expect(evaluate(expression, places, 'face')[0]).toBeCloseTo(45, 12)
  })
})
