import { munkres } from 'munkres'
import { landmarkStride, type PackedPart } from './landmarks'
import type { Task } from './tasks'

/**
 * Gives the subjects of a video numbers that stay with them. Call what is returned for each tracked
 * frame in order, with the parts as the landmarker lists them; it answers the same parts, numbered
 * and in the order of their numbers.
 *
 * A part is taken for the one of an earlier frame that is nearest in place, size and handedness,
 * all parts assigned together at the least total cost (H. W. Kuhn, "The Hungarian method for the
 * assignment problem", 1955). A subject that is lost keeps its number for one second of the video;
 * after that, and for anybody new, the next new number is given. Holistic tracks one person, who
 * is subject 0.
 */
export function createSubjectNumbering(
  task: Task,
): (parts: readonly PackedPart[], timestampUs: number) => PackedPart[] {
  if (task === 'holistic') return (parts) => [...parts]
  let tracks: readonly Track[] = []
  let lastUs = 0
  let nextSubject = 0
  return (parts, timestampUs) => {
    const awaited = tracks.filter(({ seenUs }) => isAwaited(seenUs, lastUs, timestampUs))
    const matches = matchParts(awaited, parts, timestampUs)
    const seen = parts.map((part, index): Track => {
      const subject = matches.get(index)?.subject ?? nextSubject++
      return { subject, part: { ...part, subject }, place: placeOf(part), seenUs: timestampUs }
    })
    const found = new Set(seen.map(({ subject }) => subject))
    tracks = [...seen, ...awaited.filter(({ subject }) => !found.has(subject))]
    lastUs = timestampUs
    return seen.map(({ part }) => part).sort((a, b) => a.subject - b.subject)
  }
}

/** A subject and where it was last seen. */
interface Track {
  readonly subject: number
  readonly part: PackedPart
  readonly place: Place
  readonly seenUs: number
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Centre and size of the box around a part's landmarks, normalised to the picture. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly diagonal: number
}

/** How long a subject that is lost keeps its number. */
export const keepLostUs = 1_000_000

/** Frames may lie seconds apart: who was in the last one is not lost. */
function isAwaited(seenUs: number, lastUs: number, nowUs: number): boolean {
  return seenUs === lastUs || nowUs - seenUs < keepLostUs
}

/** For each part that continues a track, by the part's index, that track. */
function matchParts(
  tracks: readonly Track[],
  parts: readonly PackedPart[],
  timestampUs: number,
): Map<number, Track> {
  if (tracks.length === 0 || parts.length === 0) return new Map()
  const costs = parts.map((part) => {
    const place = placeOf(part)
    return tracks.map((track) => matchCost(track, part, place, timestampUs))
  })
  const pairs = munkres(costs)
    .filter(([part, track]) => costs[part]![track]! < impossible)
    .map(([part, track]) => [part, tracks[track]!] as const)
  return new Map(pairs)
}

/** Dearer than any sum of costs that can be, so that as many parts as possible find a track. */
const impossible = 1e6
/** What another handedness costs, in diagonals: a label may flip, a hand seldom jumps that far. */
const handednessCost = 0.5

/** Distance in diagonals of the part, plus the logarithm of how its size has changed. */
function matchCost(track: Track, part: PackedPart, place: Place, timestampUs: number): number {
  if (track.part.part !== part.part) return impossible
  const { place: before } = track
  const diagonal = Math.max((place.diagonal + before.diagonal) / 2, Number.EPSILON)
  const distance = Math.hypot(place.x - before.x, place.y - before.y) / diagonal
  const growth = Math.abs(Math.log(place.diagonal / before.diagonal))
  const turned = track.part.handedness === part.handedness ? 0 : handednessCost
  // The longer ago a subject was seen, the farther it may have gone.
  const reach = 1 + Math.min(1, (timestampUs - track.seenUs) / keepLostUs)
  const cost = distance + growth + turned
  return cost <= reach ? cost : impossible
}

function placeOf(part: PackedPart): Place {
  return placeOfBox(boxOf(part))
}

/** Centre and size of a box. */
export function placeOfBox({ left, top, right, bottom }: Box): Place {
  const diagonal = Math.hypot(right - left, bottom - top)
  return { x: (left + right) / 2, y: (top + bottom) / 2, diagonal }
}

/** The box around a part's landmarks, normalised to the picture; it may reach out of it. */
export function boxOf({ points }: PackedPart): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let offset = 0; offset < points.length; offset += landmarkStride) {
    const [x, y] = [points[offset]!, points[offset + 1]!]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { left, top, right, bottom }
}
