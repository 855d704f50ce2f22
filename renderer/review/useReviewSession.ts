import { computed, onScopeDispose, shallowRef } from 'vue'
import type { FrameSpan } from '../../common/edits/span'
import type { EntryId } from '../../common/entries'
import type { FrameLandmarks } from '../../common/landmarks'
import type { Flaw } from '../../common/quality'
import type { ReviewTimeline } from '../../common/review'
import { useLibrary } from '../stores/library'
import { request } from '../stores/request'
import { FrameCache } from './frameCache'

const nothing: ReviewTimeline = {
  frames: new Uint32Array(),
  timesUs: new Float64Array(),
  subjects: new Uint8Array(),
}

/** What a review knows of its result, and where in it somebody is, while the calling scope lives. */
export function useReviewSession(id: EntryId, startFrame: number) {
  const library = useLibrary()
  const item = computed(() => library.items.find(({ entry }) => entry.id === id) ?? null)
  const timeline = shallowRef(nothing)
  const flaws = shallowRef<readonly Flaw[]>([])
  /** How sure the model is of each frame; null where it does not tell, or that is still on its way. */
  const confidence = shallowRef<Float32Array | null>(null)
  /** Where somebody is: a place in the timeline. */
  const place = shallowRef(0)
  /** The places that are selected; null where none are. */
  const span = shallowRef<{ readonly start: number; readonly end: number } | null>(null)
  /** Goes up with every edit: what was read before is no longer so. */
  const version = shallowRef(0)
  const cache = new FrameCache(readFrames)

  const count = computed(() => timeline.value.frames.length)
  const frame = computed(() => timeline.value.frames[place.value] ?? 0)
  const timeUs = computed(() => timeline.value.timesUs[place.value] ?? 0)
  const frameSpan = computed((): FrameSpan | null => {
    if (span.value === null) return null
    const { frames } = timeline.value
    return { firstFrame: frames[span.value.start] ?? 0, lastFrame: frames[span.value.end] ?? 0 }
  })

  void load()
  onScopeDispose(window.app.on('entries-changed', () => void refresh()))

  async function load(): Promise<void> {
    if (library.list === null) await library.load()
    timeline.value = (await request('read-timeline', id)) ?? nothing
    flaws.value = await library.readFlaws(id)
    goTo(placeOfFrame(startFrame))
    confidence.value = (await request('read-confidence', id)) ?? null
  }

  /** Its quality may have been found out meanwhile. */
  async function refresh(): Promise<void> {
    await library.load()
    flaws.value = await library.readFlaws(id)
  }

  /** An edit is kept, and everything is another from now on. */
  function edited(): void {
    cache.clear()
    version.value += 1
  }

  function goTo(wanted: number): void {
    place.value = Math.max(0, Math.min(count.value - 1, Math.round(wanted)))
  }

  /** The place of the last tracked frame that is not after a frame of the source. */
  function placeOfFrame(wanted: number): number {
    return Math.max(0, countUpTo(timeline.value.frames, wanted) - 1)
  }

  function placeOfTime(wantedUs: number): number {
    return Math.max(0, countUpTo(timeline.value.timesUs, wantedUs) - 1)
  }

  /** To the next flaw, or the one before. */
  function goToFlaw(direction: 1 | -1): void {
    const places = flaws.value
      .map(({ firstFrame }) => placeOfFrame(firstFrame))
      .sort((a, b) => a - b)
    const next =
      direction === 1
        ? places.find((each) => each > place.value)
        : places.findLast((each) => each < place.value)
    if (next !== undefined) goTo(next)
  }

  /** Begins the selected stretch here, or ends it. */
  function mark(end: 'start' | 'end'): void {
    const present = span.value ?? { start: 0, end: count.value - 1 }
    const changed = { ...present, [end]: place.value }
    span.value = {
      start: Math.min(changed.start, place.value),
      end: Math.max(changed.end, place.value),
    }
  }

  async function readFrames(start: number, count: number): Promise<readonly FrameLandmarks[]> {
    return (await request('read-frames', { id, start, count, isEdited: true })) ?? []
  }

  /** Of one frame alone, which is not kept; undefined if it is trimmed away. */
  async function readLandmarks(wanted: number): Promise<FrameLandmarks | undefined> {
    return (await readFrames(wanted, 1))[0]
  }

  function landmarksAt(wanted: number): Promise<FrameLandmarks | undefined> {
    return cache.at(wanted, timeline.value.frames[wanted] ?? 0)
  }

  return {
    ...{
      id,
      item,
      timeline,
      flaws,
      confidence,
      place,
      span,
      version,
      count,
      frame,
      timeUs,
      frameSpan,
    },
    ...{ goTo, goToFlaw, placeOfFrame, placeOfTime, mark, landmarksAt, readLandmarks, edited },
    clearSpan: () => (span.value = null),
  }
}

export type ReviewSession = ReturnType<typeof useReviewSession>

/** How many of the rising numbers are at most so large. */
export function countUpTo(rising: Uint32Array | Float64Array, most: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] ?? 0) <= most) low = middle + 1
    else high = middle
  }
  return low
}
