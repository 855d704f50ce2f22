import type { Flaw } from '../../../common/quality'
import { leastConfidence, type ReviewTimeline } from '../../../common/review'

/** The colours of a strip, resolved. */
export interface StripColours {
  readonly found: string
  readonly nobody: string
  readonly flaw: string
  readonly unsure: string
  readonly selection: string
}

export interface StripScene {
  readonly timeline: ReviewTimeline
  readonly flaws: readonly Flaw[]
  /** Of each frame, 0 to 1; null where it is not known. */
  readonly confidence: Float32Array | null
  readonly span: { readonly start: number; readonly end: number } | null
}

const flawShare = 0.3
const unsureShare = 0.2

/**
 * A result from its first frame to its last: where somebody was found, where the model is not sure (at
 * the top), and its flaws (at the bottom).
 */
export function drawStrip(
  context: CanvasRenderingContext2D,
  { timeline, flaws, confidence, span }: StripScene,
  colours: StripColours,
): void {
  const { width, height } = context.canvas
  const { frames, subjects } = timeline
  context.clearRect(0, 0, width, height)
  const count = frames.length
  if (count === 0) return
  const xOf = (at: number): number => (at / Math.max(1, count)) * width
  for (const { from, to, holds } of runsOf(count, (at) => (subjects[at] ?? 0) > 0)) {
    context.fillStyle = holds ? colours.found : colours.nobody
    context.fillRect(xOf(from), 0, Math.max(1, xOf(to) - xOf(from)), height)
  }
  context.fillStyle = colours.unsure
  for (const { from, to, holds } of runsOf(
    count,
    (at) => (confidence?.[at] ?? 1) < leastConfidence,
  )) {
    if (holds)
      context.fillRect(xOf(from), 0, Math.max(1, xOf(to) - xOf(from)), height * unsureShare)
  }
  if (span) {
    context.fillStyle = colours.selection
    context.fillRect(xOf(span.start), 0, Math.max(2, xOf(span.end + 1) - xOf(span.start)), height)
  }
  context.fillStyle = colours.flaw
  for (const { firstFrame, lastFrame } of flaws) {
    const [from, to] = [xOf(placeOf(frames, firstFrame)), xOf(placeOf(frames, lastFrame) + 1)]
    context.fillRect(from, height * (1 - flawShare), Math.max(3, to - from), height * flawShare)
  }
}

interface Run {
  readonly from: number
  /** Not part of it. */
  readonly to: number
  readonly holds: boolean
}

/** Places after each other of which something holds, or does not. */
export function runsOf(count: number, holdsAt: (place: number) => boolean): Run[] {
  const runs: Run[] = []
  let from = 0
  for (let at = 1; at <= count; at += 1) {
    const holds = holdsAt(from)
    if (at < count && holdsAt(at) === holds) continue
    runs.push({ from, to: at, holds })
    from = at
  }
  return runs
}

function placeOf(frames: Uint32Array, frame: number): number {
  const place = frames.findIndex((each) => each >= frame)
  return place < 0 ? frames.length - 1 : place
}
