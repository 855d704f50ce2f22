import { alphaFor, type Brush } from './brush'

export interface Stroke {
  readonly colour: string
  readonly widthPx: number
}

/**
 * Strokes lines through landmarks, all in one path: a path for each of the thousand lines of a
 * face takes several times as long.
 */
export function strokeLines(
  brush: Brush,
  lines: readonly (readonly number[])[],
  { colour, widthPx }: Stroke,
): void {
  const { context } = brush
  context.strokeStyle = colour
  context.lineWidth = widthPx
  for (const ofGuesses of [false, true]) {
    context.globalAlpha = alphaFor(ofGuesses)
    context.beginPath()
    for (const line of lines) traceLine(brush, line, ofGuesses)
    context.stroke()
  }
}

/** Adds those pieces of a line whose ends are known and that are guesses, or are not. */
function traceLine(brush: Brush, line: readonly number[], ofGuesses: boolean): void {
  const { context, points, guesses } = brush
  let penAt = -1
  for (let step = 1; step < line.length; step += 1) {
    const from = line[step - 1] ?? -1
    const to = line[step] ?? -1
    const start = points[from]
    const end = points[to]
    const isGuess = guesses[from] === true || guesses[to] === true
    if (!start || !end || isGuess !== ofGuesses) continue
    if (penAt !== from) context.moveTo(start.x, start.y)
    context.lineTo(end.x, end.y)
    penAt = to
  }
}
