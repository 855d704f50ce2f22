import { onScopeDispose, watch, type Ref } from 'vue'
import type { FrameLandmarks } from '../../../common/landmarks'
import { extendTrails, noTrails } from '../../../common/drawing/trails'
import type { CameraFrame } from '../camera/cameraFrame'
import type { TrackedFrame } from '../tracking/trackerClient'
import { drawAnnotated, drawOverlay, putPicture, type StageLook } from './drawStage'
import { hasGraphicsCard } from '../tracking/graphicsCard'
import { OverlayBands } from './overlayBands'
import { StagePicture, type Shown } from './stagePicture'

export interface UseStageOptions {
  /** Shows the camera's frames. */
  readonly picture: Readonly<Ref<HTMLCanvasElement | null>>
  /** Lies over it and holds what shows what was found. */
  readonly overlay: Readonly<Ref<HTMLElement | null>>
  readonly look: () => StageLook
  /** Names of the landmarks that draw a trail. */
  readonly trails: () => readonly string[]
  /** Told when a tracked frame is on screen with its landmarks. */
  readonly onShown: (frame: CameraFrame) => void
}

export interface UseStageReturn {
  /** Takes a share of a camera's frame. */
  offer(frame: CameraFrame): void
  /** Takes a tracked frame, picture and all. */
  track(tracked: TrackedFrame): void
  /** Forgets what is on screen. */
  clear(): void
  /** The picture with its overlay, as large as the camera gives it; null if there is none. */
  snapshot(): Promise<Blob | null>
}

/** Shows camera and overlay at the display's rate, while the calling scope lives. */
export function useStage(options: UseStageOptions): UseStageReturn {
  const { picture, overlay, look, trails, onShown } = options
  const stage = new StagePicture()
  let bands: OverlayBands | null = null
  let trailsNow = noTrails
  let isStale = false
  let drawn: FrameLandmarks | null = null
  let request = requestAnimationFrame(draw)
  const resizing = new ResizeObserver(() => (isStale = true))

  watch(overlay, (element) => {
    resizing.disconnect()
    bands = element && new OverlayBands(element, !hasGraphicsCard())
    if (element) resizing.observe(element)
  })
  watch([look, trails], () => (isStale = true))
  onScopeDispose(() => {
    cancelAnimationFrame(request)
    resizing.disconnect()
    stage.clear()
  })

  function draw(nowMs: number): void {
    request = requestAnimationFrame(draw)
    const shown = stage.next(nowMs) ?? (isStale ? stage.again() : undefined)
    if (shown) show(shown)
  }

  function show(shown: Shown): void {
    if (!picture.value || !bands?.fit()) return
    putPicture(picture.value, shown.frame)
    if (shown.isTracked && shown.landmarks) {
      trailsNow = extendTrails(trailsNow, shown.landmarks, new Set(trails()))
    }
    // Between two tracked frames the overlay stays, and need not be drawn.
    if (isStale || shown.landmarks !== drawn) {
      drawOverlay(bands, scene(shown), window.devicePixelRatio)
    }
    drawn = shown.landmarks
    isStale = false
    if (shown.isTracked) onShown(shown.frame)
  }

  function scene({ frame, landmarks }: Shown) {
    return { ...look(), frame, landmarks, trails: trailsNow }
  }

  function clear(): void {
    stage.clear()
    trailsNow = noTrails
    const { value: canvas } = picture
    canvas?.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height)
    bands?.draw(() => undefined)
  }

  async function snapshot(): Promise<Blob | null> {
    const shown = stage.again()
    if (!shown) return null
    const copy = document.createElement('canvas')
    copy.width = shown.frame.widthPx
    copy.height = shown.frame.heightPx
    // Lines as they look on a screen of that width.
    drawAnnotated(copy, scene(shown), Math.max(1, copy.width / screenWidthPx))
    return new Promise((resolve) => copy.toBlob(resolve, 'image/jpeg', jpegQuality))
  }

  return {
    offer: (frame) => stage.offer(frame),
    track: (tracked) => stage.track(tracked),
    clear,
    snapshot,
  }
}

const screenWidthPx = 960
const jpegQuality = 0.92
