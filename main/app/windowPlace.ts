import { z } from 'zod'

/** In the units of the screen, which grow with its scale. */
const rectangleSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
})
export type Rectangle = z.infer<typeof rectangleSchema>

/** Where a window was last: its place when it is not maximised, and whether it is. */
export const windowPlaceSchema = z.object({ bounds: rectangleSchema, isMaximized: z.boolean() })
export type WindowPlace = z.infer<typeof windowPlaceSchema>

/** So much of the line to move a window by must be within reach. */
const grip = { width: 100, height: 30 }

/**
 * Where a window is to open. It keeps its size as far as a screen has room for it, and its place if
 * it can be reached there; otherwise the system places it.
 *
 * @param screens what windows may take of each screen, the main one first.
 */
export function placeOn(
  screens: readonly Rectangle[],
  { x, y, width, height }: Rectangle,
): Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'> {
  const screen = screens.find((each) => reaches(each, { x, y, width, height: grip.height }))
  const room = screen ?? screens[0] ?? { width, height }
  const size = { width: Math.min(width, room.width), height: Math.min(height, room.height) }
  return screen === undefined ? size : { x, y, ...size }
}

function reaches(screen: Rectangle, line: Rectangle): boolean {
  const seenWidth =
    Math.min(line.x + line.width, screen.x + screen.width) - Math.max(line.x, screen.x)
  const isInHeight = line.y >= screen.y && line.y + grip.height <= screen.y + screen.height
  return seenWidth >= grip.width && isInHeight
}
