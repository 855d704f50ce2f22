import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { LiveSettings } from '../../../common/live'
import { readFrames, type TakePicture } from './cameraFrames'
import { cameraProblemOf, type CameraProblem } from './cameraProblem'
import { cameraConstraints, offeredFormats, type Resolution } from './cameraRequest'

/** A camera whose picture is coming in. */
export interface OpenCamera extends Resolution {
  readonly id: string
  /** What the system calls it. */
  readonly label: string
  readonly framesPerSecond: number | null
  readonly resolutions: readonly Resolution[]
  readonly rates: readonly number[]
}

/** `opening` counts how often a camera was opened: each time its clock is another one. */
export type CameraState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening'; readonly opening: number }
  | { readonly kind: 'open'; readonly opening: number; readonly camera: OpenCamera }
  | { readonly kind: 'problem'; readonly problem: CameraProblem }

export interface UseCameraReturn {
  readonly state: Readonly<Ref<CameraState>>
  /** The cameras that are connected. Their names are known once one of them may be used. */
  readonly cameras: Readonly<Ref<readonly MediaDeviceInfo[]>>
  /** Asks for the camera anew. */
  reopen(): Promise<void>
  close(): void
}

type Wish = Pick<LiveSettings, 'cameraId' | 'resolution' | 'framesPerSecond'>

/**
 * Keeps a camera open while the calling scope lives: the wished one, opened anew when the wish
 * changes, found again when it is plugged in.
 *
 * @param take takes each frame, one after the other.
 * @param onLost is told when the camera goes away by itself.
 */
export function useCamera(
  wish: () => Wish,
  take: TakePicture,
  onLost: () => void,
): UseCameraReturn {
  const state = shallowRef<CameraState>({ kind: 'closed' })
  const cameras = shallowRef<readonly MediaDeviceInfo[]>([])
  let closeStream = (): void => undefined
  let openings = 0

  async function reopen(): Promise<void> {
    close()
    const opening = ++openings
    state.value = { kind: 'opening', opening }
    try {
      const stream = await navigator.mediaDevices.getUserMedia(cameraConstraints(wish()))
      // Another order came while the camera was starting.
      if (opening === openings) use(stream, opening)
      else stopTracks(stream)
    } catch (error) {
      if (opening === openings) state.value = { kind: 'problem', problem: cameraProblemOf(error) }
    }
    await listCameras()
  }

  function use(stream: MediaStream, opening: number): void {
    const [track] = stream.getVideoTracks()
    if (!track) return
    const stopReading = readFrames(track, take)
    closeStream = () => {
      track.onended = null
      stopReading()
      stopTracks(stream)
    }
    track.onended = () => lose()
    state.value = { kind: 'open', opening, camera: describeCamera(track) }
  }

  function lose(): void {
    close()
    state.value = { kind: 'problem', problem: 'lost' }
    onLost()
  }

  function close(): void {
    openings += 1
    closeStream()
    closeStream = () => undefined
    state.value = { kind: 'closed' }
  }

  async function listCameras(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices()
    cameras.value = devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
  }

  async function followDevices(): Promise<void> {
    await listCameras()
    const { value } = state
    const isMissed = value.kind === 'problem' && ['none', 'lost'].includes(value.problem)
    if (isMissed && cameras.value.length > 0) await reopen()
  }

  const listener = (): void => void followDevices()
  navigator.mediaDevices.addEventListener('devicechange', listener)
  onScopeDispose(() => {
    navigator.mediaDevices.removeEventListener('devicechange', listener)
    close()
  })
  watch(
    () => JSON.stringify(wish()),
    () => void reopen(),
    { immediate: true },
  )

  return { state, cameras, reopen, close }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function describeCamera(track: MediaStreamTrack): OpenCamera {
  const { deviceId = '', width = 0, height = 0, frameRate } = track.getSettings()
  const present = {
    widthPx: width,
    heightPx: height,
    framesPerSecond: frameRate === undefined ? null : Math.round(frameRate * 100) / 100,
  }
  const formats = offeredFormats(track.getCapabilities(), present)
  return { id: deviceId, label: track.label, ...present, ...formats }
}
