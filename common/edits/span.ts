/** Frames of a source, both included. */
export interface FrameSpan {
  readonly firstFrame: number
  readonly lastFrame: number
}

/** Every frame that the library can hold. */
export const wholeSource: FrameSpan = { firstFrame: 0, lastFrame: 2 ** 32 - 1 }

export function isWholeSource({ firstFrame, lastFrame }: FrameSpan): boolean {
  return firstFrame === wholeSource.firstFrame && lastFrame === wholeSource.lastFrame
}
