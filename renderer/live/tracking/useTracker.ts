import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { WireError } from '../../../common/errors'
import type { Delegate, DelegateChoice, Smoothing } from '../../../common/live'
import type { Task, TrackingOptions } from '../../../common/tasks'
import type { CameraFrame } from '../camera/cameraFrame'
import { DelegateTrial, type TrialStep } from './delegateTrial'
import { hasGraphicsCard } from './graphicsCard'
import { TrackerClient, type TrackedFrame } from './trackerClient'

export type TrackerState =
  | { readonly kind: 'off' }
  | { readonly kind: 'loading'; readonly delegate: Delegate }
  /** `isTrial`: it is being found out which delegate is faster. */
  | { readonly kind: 'tracking'; readonly delegate: Delegate; readonly isTrial: boolean }
  | { readonly kind: 'failed'; readonly message: string }

export interface UseTrackerOptions {
  /** What to track and how; null while nothing is to be tracked. */
  readonly wish: () => TrackerWish | null
  readonly smoothing: () => Smoothing
  /** What was found to be faster for a task on this machine; null before it was tried. */
  readonly fasterDelegate: (task: Task) => Delegate | null
  /** Takes each tracked frame and closes it. */
  readonly onTracked: (tracked: TrackedFrame) => void
  readonly onFasterFound: (task: Task, delegate: Delegate) => void
  /** The graphics card failed, and the processor took over. */
  readonly onFallback: (reason: string) => void
}

export interface TrackerWish {
  /** Frames of another opening of the camera have another clock: they get another tracker. */
  readonly opening: number
  readonly options: TrackingOptions
  readonly delegate: DelegateChoice
}

export interface UseTrackerReturn {
  readonly state: Readonly<Ref<TrackerState>>
  /** Tracks the frame if the tracker has time for it. */
  offer(frame: CameraFrame): void
  /** Frames that were overtaken by newer ones since the tracker was opened. */
  dropped(): number
  /** Keeps to the delegate that tracks now: nothing changes in the middle of a recording. */
  endTrial(): void
  /** Loads the model again after it failed. */
  retry(): void
}

/** A delegate that cannot show its speed within this time is not the faster one. */
const longestGpuTrialMs = 6000

/**
 * Keeps a tracker for the wished options while the calling scope lives, on the wished delegate or,
 * if that is automatic and there is a graphics card, on the one that a short trial finds to be
 * faster. Where the GPU fails, the CPU takes over.
 */
export function useTracker(options: UseTrackerOptions): UseTrackerReturn {
  const state = shallowRef<TrackerState>({ kind: 'off' })
  let client: TrackerClient | undefined
  let trial: DelegateTrial | undefined
  let trialTimer: ReturnType<typeof setTimeout> | undefined

  function restart(): void {
    endTrial()
    const wish = options.wish()
    if (!wish) return close()
    if (wish.delegate !== 'automatic') return open(wish.options, wish.delegate)
    const faster = options.fasterDelegate(wish.options.task)
    if (faster === null && hasGraphicsCard()) trial = new DelegateTrial()
    open(wish.options, faster ?? 'CPU')
  }

  function open(tracking: TrackingOptions, delegate: Delegate): void {
    close()
    state.value = { kind: 'loading', delegate }
    client = new TrackerClient(tracking, delegate, {
      onReady: () => showTracking(delegate),
      onTracked: (tracked) => takeTracked(tracking, delegate, tracked),
      onFailed: (error) => takeFailure(tracking, delegate, error),
    })
  }

  function showTracking(delegate: Delegate): void {
    state.value = { kind: 'tracking', delegate, isTrial: trial !== undefined }
  }

  function takeTracked(tracking: TrackingOptions, delegate: Delegate, tracked: TrackedFrame): void {
    const step = trial?.count(delegate, tracked.inferenceMs, performance.now())
    options.onTracked(tracked)
    if (step) takeTrialStep(tracking, delegate, step)
  }

  function takeTrialStep(tracking: TrackingOptions, present: Delegate, step: TrialStep): void {
    if (step.kind === 'go-on') return
    if (step.kind === 'try') {
      open(tracking, step.delegate)
      trialTimer = setTimeout(() => decide(tracking, step.delegate, 'CPU'), longestGpuTrialMs)
      return
    }
    decide(tracking, present, step.delegate)
  }

  function decide(tracking: TrackingOptions, present: Delegate, faster: Delegate): void {
    endTrial()
    options.onFasterFound(tracking.task, faster)
    if (faster === present) showTracking(present)
    else open(tracking, faster)
  }

  function takeFailure(tracking: TrackingOptions, delegate: Delegate, error: WireError): void {
    if (delegate === 'CPU') {
      state.value = { kind: 'failed', message: error.message }
      return
    }
    // A trial is there to find that out; what was chosen or remembered deserves a word.
    if (!trial) options.onFallback(error.message)
    if (options.wish()?.delegate === 'automatic') return decide(tracking, delegate, 'CPU')
    open(tracking, 'CPU')
  }

  function endTrial(): void {
    clearTimeout(trialTimer)
    trial = undefined
    if (state.value.kind === 'tracking') showTracking(state.value.delegate)
  }

  function close(): void {
    client?.close()
    client = undefined
    state.value = { kind: 'off' }
  }

  watch(() => JSON.stringify(options.wish()), restart, { immediate: true })
  onScopeDispose(() => {
    endTrial()
    close()
  })

  return {
    state,
    offer: (frame) => client?.offer(frame, options.smoothing()),
    dropped: () => client?.dropped ?? 0,
    endTrial,
    retry: restart,
  }
}
