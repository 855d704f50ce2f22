import { computed, onScopeDispose, shallowRef } from 'vue'
import type { ReviewSession } from '../useReviewSession'

/** What L and J run through, one after the other. */
const speeds = [1, 2, 4, 8] as const

/** Lets time pass in a review, forwards or backwards, while the calling scope lives. */
export function usePlayback(session: ReviewSession) {
  /** Seconds of the video in a second; 0 stands still. */
  const speed = shallowRef(0)
  let request = 0
  let startedMs = 0
  let startedUs = 0

  function run(wanted: number): void {
    cancelAnimationFrame(request)
    const atEnd = session.place.value >= session.count.value - 1
    if (wanted > 0 && atEnd) session.goTo(0)
    speed.value = wanted
    startedMs = performance.now()
    startedUs = session.timeUs.value
    if (wanted !== 0) request = requestAnimationFrame(pass)
  }

  function pass(): void {
    const passedUs = (performance.now() - startedMs) * 1000 * speed.value
    const place = session.placeOfTime(startedUs + passedUs)
    session.goTo(place)
    const isOver = speed.value > 0 ? place >= session.count.value - 1 : startedUs + passedUs <= 0
    if (isOver) run(0)
    else request = requestAnimationFrame(pass)
  }

  /** Faster in this direction; from the other one, at normal speed. */
  function shuttle(direction: 1 | -1): void {
    const present = speed.value * direction
    const faster = speeds.find((each) => each > present) ?? speeds.at(-1)!
    run((present <= 0 ? 1 : faster) * direction)
  }

  onScopeDispose(() => cancelAnimationFrame(request))

  return {
    speed,
    isPlaying: computed(() => speed.value !== 0),
    toggle: () => run(speed.value === 0 ? 1 : 0),
    stop: () => run(0),
    shuttle,
  }
}

export type Playback = ReturnType<typeof usePlayback>
