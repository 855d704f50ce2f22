import { onScopeDispose, shallowRef, type Ref } from 'vue'
import type { FrameLandmarks } from '../../../common/landmarks'
import type { RecordingEnding, RecordingSetup, RecordingSummary } from '../../../common/recording'
import { t } from '../../locale'
import { beginTake } from './beginTake'
import type { Take, TakeEnd } from './take'

export type RecorderState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'countdown'; readonly secondsLeft: number }
  | { readonly kind: 'starting' }
  | { readonly kind: 'recording'; readonly elapsedMs: number; readonly frames: number }
  | { readonly kind: 'saving' }

export interface UseRecorderOptions {
  /** What a recording that begins now is made with; null while nothing can be recorded. */
  readonly setup: () => RecordingSetup | null
  readonly countdownS: () => number
  readonly onBegin: () => void
  readonly onSaved: (recording: RecordingSummary) => void
  readonly onProblem: (message: string) => void
}

export interface UseRecorderReturn {
  readonly state: Readonly<Ref<RecorderState>>
  /** The one button: begins, calls a countdown off, or stops and saves. */
  toggle(): void
  /** Stops and saves, if anything is being recorded. */
  stop(ending: RecordingEnding): Promise<void>
  /** To be told of every frame of the camera. */
  addFrame(picture: VideoFrame, index: number): void
  /** To be told of every tracked frame. */
  addLandmarks(landmarks: FrameLandmarks): void
}

const showIntervalMs = 200

/** Records landmarks, and the picture if wished, one recording after the other. */
export function useRecorder(options: UseRecorderOptions): UseRecorderReturn {
  const state = shallowRef<RecorderState>({ kind: 'idle' })
  let take: Take | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDisposed = false

  function toggle(): void {
    switch (state.value.kind) {
      case 'idle':
        return countDown(options.countdownS())
      case 'countdown':
        return rest()
      case 'recording':
        void stop('stopped')
        return
      case 'starting':
      case 'saving':
        return
    }
  }

  function countDown(seconds: number): void {
    if (options.setup() === null) {
      rest()
      return
    }
    if (seconds === 0) {
      void begin()
      return
    }
    state.value = { kind: 'countdown', secondsLeft: seconds }
    timer = setTimeout(() => countDown(seconds - 1), 1000)
  }

  async function begin(): Promise<void> {
    const setup = options.setup()
    if (setup === null) {
      rest()
      return
    }
    state.value = { kind: 'starting' }
    options.onBegin()
    const begun = await beginTake(setup)
    if (!begun) {
      rest()
      return
    }
    take = begun
    begun.failed.catch((error: unknown) => cutOff(begun, error as Error))
    // The camera may have gone, or the view, while main was making ready.
    if (options.setup() === null) return stop('camera-lost')
    if (isDisposed) return stop('stopped')
    showProgress()
  }

  function showProgress(): void {
    if (!take) return
    state.value = { kind: 'recording', elapsedMs: take.elapsedMs, frames: take.tracked }
    timer = setTimeout(showProgress, showIntervalMs)
  }

  async function stop(ending: RecordingEnding): Promise<void> {
    if (state.value.kind === 'countdown') rest()
    const ended = take
    if (!ended) return
    clearTimeout(timer)
    take = undefined
    state.value = { kind: 'saving' }
    try {
      announce(await ended.finish(ending))
    } catch (error) {
      options.onProblem((error as Error).message)
    }
    rest()
  }

  function announce({ recording, videoProblem }: TakeEnd): void {
    options.onSaved(recording)
    if (videoProblem !== null) {
      options.onProblem(t('live.recording.videoIncomplete', { reason: videoProblem }))
    }
  }

  /** The library takes no more: what it has is kept. */
  function cutOff(failed: Take, error: Error): void {
    // While it is being saved, `stop` hears of it.
    if (take !== failed) return
    take = undefined
    failed.abandon()
    options.onProblem(error.message)
    rest()
  }

  function rest(): void {
    clearTimeout(timer)
    state.value = { kind: 'idle' }
  }

  onScopeDispose(() => {
    isDisposed = true
    void stop('stopped')
  })

  return {
    state,
    toggle,
    stop,
    addFrame: (picture, index) => take?.addFrame(picture, index),
    addLandmarks: (landmarks) => take?.addLandmarks(landmarks),
  }
}
