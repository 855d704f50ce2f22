import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { handColour, poseColour } from '../../common/drawing/colours'

type Triple = readonly [number, number, number]

/**
 * What linear red, green and blue look like without one kind of cone: severity 1.0 of
 * G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation
 * of Color Vision Deficiency", IEEE TVCG 15(6), 2009.
 */
const visions: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  'normal vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** From linear sRGB to CIE XYZ, white D65: IEC 61966-2-1. */
const xyzFromLinear: readonly [Triple, Triple, Triple] = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
]
const white: Triple = [0.95047, 1, 1.08883]

/** Clear at a glance; a just noticeable difference is about 2.3. */
const clearDifference = 20

const hand = ['palm', 'thumb', 'index_finger', 'middle_finger', 'ring_finger', 'pinky']
const body = ['left', 'right', 'middle']
const outline = '#000000'
const tokens = readFileSync(new URL('../../renderer/styles/tokens.css', import.meta.url), 'utf8')

test.each(Object.keys(visions))('fingers and palm are told apart with %s', (vision) => {
  expect(alike(hand.map(handColour), vision)).toEqual([])
})

test.each(Object.keys(visions))('left, right and middle of a body differ with %s', (vision) => {
  expect(alike(body.map(poseColour), vision)).toEqual([])
})

test.each(Object.keys(visions))('every colour stands out from its outline with %s', (vision) => {
  const colours = [...hand.map(handColour), ...body.map(poseColour)]
  expect(colours.filter((colour) => difference(colour, outline, vision) < 50)).toEqual([])
})

test.each(Object.keys(visions))('curves of memory are told apart with %s', (vision) => {
  const { light, dark } = curveColours()
  expect([light.length, alike(light, vision), alike(dark, vision)]).toEqual([7, [], []])
})

/** The colours of curves as the style sheet has them, for each theme. */
function curveColours(): { light: readonly string[]; dark: readonly string[] } {
  const pairs = [...tokens.matchAll(/--curve-[\w-]+: light-dark\((#\w{6}), (#\w{6})\)/g)]
  return {
    light: pairs.map(([, colour = '']) => colour),
    dark: pairs.map(([, , colour = '']) => colour),
  }
}

/** The pairs that look too much alike. */
function alike(colours: readonly string[], vision: string): readonly string[] {
  return colours.flatMap((colour, index) =>
    colours
      .slice(index + 1)
      .filter((other) => difference(colour, other, vision) < clearDifference)
      .map((other) => `${colour} ${other}`),
  )
}

/** CIE 1976 colour difference: the distance in L*a*b*. */
function difference(colour: string, other: string, vision: string): number {
  const [a, b] = [labOf(seen(colour, vision)), labOf(seen(other, vision))]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

function seen(colour: string, vision: string): Triple {
  const matrix = visions[vision]
  if (!matrix) throw new Error(`No such vision: ${vision}`)
  return mapped(times(matrix, linearOf(colour)), (part) => Math.max(0, Math.min(1, part)))
}

function linearOf(colour: string): Triple {
  const part = (at: number) => parseInt(colour.slice(at, at + 2), 16) / 255
  return mapped([part(1), part(3), part(5)], (value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  )
}

function labOf(linear: Triple): Triple {
  const xyz = times(xyzFromLinear, linear)
  const [x, y, z] = mapped([xyz[0] / white[0], xyz[1] / white[1], xyz[2] / white[2]], (part) =>
    part > 216 / 24389 ? Math.cbrt(part) : ((24389 / 27) * part + 16) / 116,
  )
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function times(matrix: readonly [Triple, Triple, Triple], vector: Triple): Triple {
  return mapped(matrix, (row) => row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2])
}

function mapped<T>(parts: readonly [T, T, T], change: (part: T) => number): Triple {
  return [change(parts[0]), change(parts[1]), change(parts[2])]
}
