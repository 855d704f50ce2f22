import { computed } from 'vue'
import { useNotices } from '../stores/notices'
import { useRecordings } from '../stores/recordings'
import { useSettings } from '../stores/settings'
import { t } from '../locale'
import { FramePool } from './camera/cameraFrame'
import { CaptureClock } from './camera/captureClock'
import { useCamera } from './camera/useCamera'
import { useRecorder } from './recording/useRecorder'
import { useStage, type UseStageOptions } from './stage/useStage'
import type { TrackedFrame } from './tracking/trackerClient'
import { useTracker } from './tracking/useTracker'
import { useFigures } from './useFigures'

/**
 * Live tracking from the camera to the screen and into a recording, while the calling scope lives:
 * each frame goes to the stage, the tracker and the recorder, each tracked frame to the stage and
 * the recorder.
 */
export function useLive(canvases: Pick<UseStageOptions, 'picture' | 'overlay'>) {
  const settings = useSettings()
  const recordings = useRecordings()
  const notices = useNotices()
  const clock = new CaptureClock()
  const pool = new FramePool()
  const live = computed(() => settings.settings.live)

  const camera = useCamera(
    () => {
      const { cameraId, resolution, framesPerSecond } = live.value
      return { cameraId, resolution, framesPerSecond }
    },
    takeFrame,
    () => void recorder.stop('camera-lost'),
  )
  const openCamera = computed(() =>
    camera.state.value.kind === 'open' ? camera.state.value.camera : null,
  )

  const tracker = useTracker({
    wish: () => {
      const { value: state } = camera.state
      // The model is loaded while the camera is still opening.
      if (!('opening' in state)) return null
      const { options } = settings
      return { opening: state.opening, options, delegate: live.value.delegate }
    },
    smoothing: () => live.value.smoothing,
    fasterDelegate: (task) => live.value.fasterDelegate[task],
    onTracked: takeTracked,
    onFasterFound: (task, delegate) =>
      void settings.changeLive({
        fasterDelegate: { ...live.value.fasterDelegate, [task]: delegate },
      }),
    onFallback: (reason) => notices.showError(t('live.tracker.fallback', { reason })),
  })

  const recorder = useRecorder({
    setup: recordingSetup,
    countdownS: () => live.value.countdownS,
    onBegin: () => {
      tracker.endTrial()
      recordings.saved = null
    },
    onSaved: (recording) => {
      recordings.saved = recording
      void recordings.load()
    },
    onProblem: (message) => notices.showError(message),
  })

  const figures = useFigures(() => tracker.dropped())

  const stage = useStage({
    ...canvases,
    look: () => ({ isMirrored: live.value.isMirrored, faceStyle: live.value.faceStyle }),
    trails: () => live.value.trails,
    onShown: (frame) => {
      const nowMs = performance.now()
      figures.shown(nowMs - clock.capturedMs(frame), nowMs)
    },
  })

  async function takeFrame(picture: VideoFrame, index: number, arrivedMs: number): Promise<void> {
    figures.frameCame(arrivedMs)
    recorder.addFrame(picture, index)
    const frame = await pool.copy(picture, index, arrivedMs)
    clock.capturedMs(frame)
    tracker.offer(frame)
    stage.offer(frame)
    frame.close()
  }

  function takeTracked(tracked: TrackedFrame): void {
    figures.tracked(tracked.inferenceMs, performance.now())
    recorder.addLandmarks(tracked.landmarks)
    stage.track(tracked)
  }

  function recordingSetup() {
    const { value: present } = openCamera
    const { value: tracking } = tracker.state
    if (!present || tracking.kind !== 'tracking') return null
    const { widthPx, heightPx, framesPerSecond, label } = present
    return {
      ...{ widthPx, heightPx, framesPerSecond, camera: label },
      options: settings.options,
      smoothing: live.value.smoothing,
      delegate: tracking.delegate,
      isViewMirrored: live.value.isMirrored,
      hasVideo: live.value.recordsVideo,
    }
  }

  const canRecord = computed(() => recordingSetup() !== null)
  /** What is recorded must not change on the way. */
  const isLocked = computed(() => recorder.state.value.kind !== 'idle')

  return {
    camera,
    openCamera,
    tracker,
    recorder,
    stage,
    figures: figures.figures,
    canRecord,
    isLocked,
  }
}

export type Live = ReturnType<typeof useLive>
