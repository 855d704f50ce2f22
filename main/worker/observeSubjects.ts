import type { PackedPart } from '../../common/landmarks'
import type { Segment, SegmentSubjects, Sighting } from '../../common/segments'
import { boxOf } from '../../common/subjects'
import type { Frame } from './frames'

/** Notes which subjects a segment has, and where its neighbours can see them too. */
export function observeSubjects(segment: Segment | undefined) {
  const numbers = new Set<number>()
  const inWarmUp: Sighting[] = []
  const inOverlap: Sighting[] = []
  const overlapUs = segment?.overlapUs ?? Infinity
  return {
    /** Takes the numbered parts of each tracked frame, in order. */
    observe({ timestampUs, isWarmUp }: Frame, parts: readonly PackedPart[]): void {
      if (!segment) return
      if (!isWarmUp) parts.forEach(({ subject }) => numbers.add(subject))
      if (isWarmUp) inWarmUp.push(...sightings(parts, timestampUs))
      if (timestampUs >= overlapUs) inOverlap.push(...sightings(parts, timestampUs))
    },
    /** Null for what is no segment. */
    result(): SegmentSubjects | null {
      if (!segment) return null
      return { numbers: [...numbers].sort((a, b) => a - b), inWarmUp, inOverlap }
    },
  }
}

function sightings(parts: readonly PackedPart[], timestampUs: number): readonly Sighting[] {
  return parts.map((part) => ({
    ...{ timestampUs, subject: part.subject, part: part.part },
    ...boxOf(part),
  }))
}
