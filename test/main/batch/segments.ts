import type { Segment } from '../../../common/segments'

/** The segments of a video of ten frames a second that is cut every ten seconds. */
export function segmentsOf(count: number): readonly Segment[] {
  return Array.from({ length: count }, (_, index) => {
    const startFrame = index * 100
    const warmUpFrame = Math.max(0, startFrame - 10)
    const isLast = index === count - 1
    return {
      ...{ index, warmUpFrame, startFrame, frames: 100, originUs: 0 },
      ...{ warmUpUs: warmUpFrame * 100_000, startUs: startFrame * 100_000 },
      endUs: isLast ? null : (startFrame + 100) * 100_000,
      overlapUs: isLast ? null : (startFrame + 90) * 100_000,
      file: { sizeBytes: 1000, modifiedMs: 1 },
    }
  })
}
