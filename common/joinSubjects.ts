import { munkres } from 'munkres'
import type { SegmentSubjects, Sighting } from './segments'
import { keepLostUs, placeOfBox } from './subjects'
import type { Task } from './tasks'

/** Which subject of the whole video each subject of a segment is. */
export type SubjectMap = ReadonlyMap<number, number>

/**
 * Joins the subjects of a video's segments, which each count their own from 0. Neighbours have the
 * frames of a warm-up in common: whoever stands in the same place there is the same subject, all
 * assigned together at the least total distance, as from frame to frame (see subjects.ts). Whom a
 * segment does not share with the one before gets the next new number. Holistic has one subject, 0.
 *
 * @param segments all of them, in order.
 * @returns for each segment, the numbers of those that its kept frames show.
 */
export function joinSubjects(
  segments: readonly SegmentSubjects[],
  task: Task,
): readonly SubjectMap[] {
  if (task === 'holistic') return segments.map(() => new Map([[0, 0]]))
  let before: readonly Sighting[] = []
  let next = 0
  return segments.map(({ numbers, inWarmUp, inOverlap }) => {
    const known = matchSubjects(inWarmUp, before)
    const map = new Map(numbers.map((number) => [number, known.get(number) ?? next++]))
    before = inOverlap.flatMap((sighting) => {
      const subject = map.get(sighting.subject)
      return subject === undefined ? [] : { ...sighting, subject }
    })
    return map
  })
}

/** Dearer than any sum of costs that can be, so that as many subjects as possible are joined. */
const impossible = 1e6

/** For each subject of a segment that the segment before knew, its number there. */
function matchSubjects(own: readonly Sighting[], known: readonly Sighting[]): SubjectMap {
  const ownSubjects = bySubject(own)
  const knownSubjects = bySubject(known)
  if (ownSubjects.length === 0 || knownSubjects.length === 0) return new Map()
  const costs = ownSubjects.map(([, mine]) => knownSubjects.map(([, theirs]) => cost(mine, theirs)))
  const pairs = munkres(costs)
    .filter(([row, column]) => costs[row]![column]! < impossible)
    .map(([row, column]) => [ownSubjects[row]![0], knownSubjects[column]![0]] as const)
  return new Map(pairs)
}

function bySubject(sightings: readonly Sighting[]): (readonly [number, readonly Sighting[]])[] {
  const subjects = new Map<number, Sighting[]>()
  for (const sighting of sightings) {
    const group = subjects.get(sighting.subject)
    if (group) group.push(sighting)
    else subjects.set(sighting.subject, [sighting])
  }
  return [...subjects]
}

/**
 * Mean distance where both saw the subject in the same frames. Where there are none, one may have
 * lost it when the other found it: then the distance of those two sightings, if they are not too far
 * apart in time.
 */
function cost(mine: readonly Sighting[], theirs: readonly Sighting[]): number {
  const shared = mine.flatMap((sighting) => {
    const same = theirs.find((other) => isSameFrame(sighting, other))
    return same ? distance(sighting, same) : []
  })
  if (shared.length > 0) return limit(mean(shared))
  const [found, lost] = [mine[0]!, theirs.at(-1)!]
  const isAwaited = Math.abs(found.timestampUs - lost.timestampUs) < keepLostUs
  return isAwaited ? limit(distance(found, lost)) : impossible
}

/** In diagonals of the subject, as in subjects.ts; another part is another subject. */
function distance(a: Sighting, b: Sighting): number {
  if (a.part !== b.part) return impossible
  const [mine, other] = [placeOfBox(a), placeOfBox(b)]
  const diagonal = Math.max((mine.diagonal + other.diagonal) / 2, Number.EPSILON)
  return Math.hypot(mine.x - other.x, mine.y - other.y) / diagonal
}

/**
 * Where two neighbours tell the same story, the edges of what they saw in a frame lie this close
 * together, in diagonals. The middle would tell less: bodies that touch have it in the same place.
 */
const sameWithin = 0.1

/**
 * Whom a segment should have followed: the subjects of the segment before, as it saw them first in
 * the frames that both know. Where more people are in the picture than are tracked, a tracker that
 * begins anew may pick others.
 *
 * @returns sightings of one frame; none where the two agree, or where there was nobody to follow.
 */
export function subjectsToFollow(
  before: SegmentSubjects,
  after: SegmentSubjects,
): readonly Sighting[] {
  const [known, own] = [mainParts(before.inOverlap), mainParts(after.inWarmUp)]
  const lastUs = Math.max(...[...known, ...own].map(({ timestampUs }) => timestampUs))
  const isLast = ({ timestampUs }: Sighting): boolean => timestampUs === lastUs
  if (areSame(known.filter(isLast), own.filter(isLast))) return []
  const first = known[0]
  return first ? known.filter(({ timestampUs }) => timestampUs === first.timestampUs) : []
}

/** Of holistic the body, or the face where there is none: hands come and go. */
function mainParts(sightings: readonly Sighting[]): readonly Sighting[] {
  const of = (part: Sighting['part']) => sightings.filter((sighting) => sighting.part === part)
  const [bodies, faces] = [of('pose'), of('face')]
  if (bodies.length > 0) return bodies
  return faces.length > 0 ? faces : sightings
}

function areSame(known: readonly Sighting[], own: readonly Sighting[]): boolean {
  if (known.length !== own.length) return false
  const left = [...own]
  return known.every((sighting) => {
    const twin = left.findIndex((other) => edgeDistance(sighting, other) <= sameWithin)
    if (twin >= 0) left.splice(twin, 1)
    return twin >= 0
  })
}

function edgeDistance(a: Sighting, b: Sighting): number {
  const diagonal = Math.max(placeOfBox(a).diagonal, Number.EPSILON)
  const edges = (['left', 'top', 'right', 'bottom'] as const).map((edge) => a[edge] - b[edge])
  return Math.max(...edges.map(Math.abs)) / diagonal
}

function isSameFrame(a: Sighting, b: Sighting): boolean {
  return a.timestampUs === b.timestampUs && a.part === b.part
}

/** A subject that stands a whole diagonal away is another one. */
function limit(cost: number): number {
  return cost <= 1 ? cost : impossible
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
