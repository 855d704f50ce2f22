/**
 * Hues as MediaPipe's own drawings have them; the shades also differ in lightness, so that fingers
 * are told apart without seeing all hues.
 */
const handColours: Readonly<Record<string, string>> = {
  palm: '#dfe4ec',
  thumb: '#ffd60a',
  index_finger: '#b05cff',
  middle_finger: '#12b8d6',
  ring_finger: '#4dff88',
  pinky: '#ff453a',
}

/** The person's left is warm and the right is cool, so that a swap is seen at a glance. */
const sideColours = { left: '#ff9f43', right: '#4dabf7', middle: '#e9ecf2' } as const

const faceColours: Readonly<Record<string, string>> = {
  lips_outer: '#ff8fa3',
  lips_inner: '#ff8fa3',
  left_iris: sideColours.left,
  right_iris: sideColours.right,
}

/** The colour of a finger, or of the palm between them. */
export function handColour(chain: string): string {
  return handColours[chain] ?? sideColours.middle
}

/** The colour of a part of the body, by its side. */
export function poseColour(name: string): string {
  if (name.includes('left')) return sideColours.left
  return name.includes('right') ? sideColours.right : sideColours.middle
}

/** The colour of a line of the face. */
export function faceColour(chain: string): string {
  return faceColours[chain] ?? sideColours.middle
}

/** Faint, as the contours are to be read first, and of a hue that no skin has, light or dark. */
export const meshColour = 'rgb(60 214 204 / 50%)'

/** Drawn around lines and points, so that they stand out from any picture. */
export const outlineColour = 'rgb(0 0 0 / 55%)'
export const labelColour = '#ffffff'
export const labelBackground = 'rgb(0 0 0 / 72%)'
