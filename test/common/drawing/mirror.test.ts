import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { drawPicture } from '../../../common/drawing/picture'
import { drawSkeletons } from '../../../common/drawing/skeleton'
import { fitPicture, viewFromNormalized } from '../../../common/drawing/spaces'
import { drawn, partWith, wholePicture } from './drawings'

const mirrored = { ...wholePicture, isMirrored: true }

/** Red on its left half, blue on its right half. */
function redAndBlue() {
  const canvas = createCanvas(20, 10)
  const context = canvas.getContext('2d')
  context.fillStyle = '#ff0000'
  context.fillRect(0, 0, 10, 10)
  context.fillStyle = '#0000ff'
  context.fillRect(10, 0, 10, 10)
  return canvas
}

test.each([
  { isMirrored: false, colours: ['empty', '255 0 0', '0 0 255', 'empty'] },
  { isMirrored: true, colours: ['empty', '0 0 255', '255 0 0', 'empty'] },
])(
  'a picture and its landmarks share their place (mirrored: $isMirrored)',
  ({ isMirrored, colours }) => {
    const canvas = createCanvas(100, 60)
    const context = canvas.getContext('2d')
    const place = fitPicture({ widthPx: 20, heightPx: 10 }, { widthPx: 100, heightPx: 60 })
    drawPicture(context, redAndBlue(), { ...place, isMirrored })
    const colourAt = (x: number, y: number): string => {
      const [red, green, blue, alpha] = context.getImageData(x, y, 1, 1).data
      return alpha === 0 ? 'empty' : [red, green, blue].join(' ')
    }
    expect([colourAt(50, 2), colourAt(20, 30), colourAt(80, 30), colourAt(50, 57)]).toEqual(colours)
    const inRed = viewFromNormalized({ ...place, isMirrored }, 0.25, 0.5)
    expect(colourAt(inRed.x, inRed.y)).toBe('255 0 0')
  },
)

test('drawing a picture leaves the canvas as it was for what is drawn next', () => {
  const canvas = createCanvas(100, 60)
  const context = canvas.getContext('2d')
  drawPicture(context, redAndBlue(), fitPicture(canvasSize(20, 10), canvasSize(100, 60), true))
  const { a, b, c, d, e, f } = context.getTransform()
  expect([a, b, c, d, e, f]).toEqual([1, 0, 0, 1, 0, 0])
})

function canvasSize(widthPx: number, heightPx: number) {
  return { widthPx, heightPx }
}

test('landmarks are drawn at the mirrored place and stay what they are', () => {
  const hand = partWith('hand', { 3: [20, 20], 4: [20, 180] })
  const before = hand.points.slice()
  const { colourAt } = drawn((context) =>
    drawSkeletons(context, [hand], { picture: mirrored, pixelRatio: 1 }),
  )
  expect([colourAt(180, 100), colourAt(20, 100), hand.points]).toEqual([
    '255 214 10',
    'empty',
    before,
  ])
})

test.each([
  { at: 'left edge', x: 2, y: 2 },
  { at: 'right edge', x: 198, y: 2 },
  { at: 'bottom, out of the picture', x: 100, y: 400 },
])('a label reads from left to right and stays within a mirrored picture: $at', ({ x, y }) => {
  const hand = { ...partWith('hand', { 4: [x, y] }), handedness: 'left' as const }
  const texts: { readonly text: string; readonly isInside: boolean }[] = []
  const canvas = createCanvas(200, 200).getContext('2d')
  const fillText = canvas.fillText.bind(canvas)
  canvas.fillText = (text, left, middle) => {
    const right = left + canvas.measureText(text).width
    const isInside = left >= 0 && right <= 200 && middle > 0 && middle < 200
    texts.push({ text, isInside: isInside && canvas.getTransform().a === 1 })
    fillText(text, left, middle)
  }
  drawSkeletons(canvas, [hand], { picture: mirrored, pixelRatio: 1 })
  expect(texts).toEqual([{ text: 'Left', isInside: true }])
})
