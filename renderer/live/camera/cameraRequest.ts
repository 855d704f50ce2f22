import type { LiveSettings } from '../../../common/live'

const automatic = { widthPx: 1280, heightPx: 720, framesPerSecond: 30 }

/** A resolution that a camera can be asked for. */
export interface Resolution {
  readonly widthPx: number
  readonly heightPx: number
}

/** What is asked of the camera: the chosen one, and exactly what was chosen of its formats. */
export function cameraConstraints(
  settings: Pick<LiveSettings, 'cameraId' | 'resolution' | 'framesPerSecond'>,
): MediaStreamConstraints {
  const { cameraId, resolution, framesPerSecond } = settings
  return {
    audio: false,
    video: {
      // Not `exact`: where the remembered camera is not connected, another one will do.
      ...(cameraId === null ? {} : { deviceId: { ideal: cameraId } }),
      width: resolution ? { exact: resolution.widthPx } : { ideal: automatic.widthPx },
      height: resolution ? { exact: resolution.heightPx } : { ideal: automatic.heightPx },
      frameRate: framesPerSecond
        ? { exact: framesPerSecond }
        : { ideal: automatic.framesPerSecond },
      // The camera's own picture: Chromium would offer sizes that it only cuts or scales.
      resizeMode: { exact: 'none' },
    } as MediaTrackConstraints,
  }
}

const usualResolutions: readonly Resolution[] = [
  { widthPx: 320, heightPx: 240 },
  { widthPx: 640, heightPx: 360 },
  { widthPx: 640, heightPx: 480 },
  { widthPx: 800, heightPx: 600 },
  { widthPx: 960, heightPx: 540 },
  { widthPx: 1280, heightPx: 720 },
  { widthPx: 1920, heightPx: 1080 },
  { widthPx: 2560, heightPx: 1440 },
  { widthPx: 3840, heightPx: 2160 },
]
const usualRates = [15, 24, 25, 30, 50, 60, 90, 120]

/** What a camera's capabilities leave of the usual formats, beside the one that it gives now. */
export function offeredFormats(
  capabilities: MediaTrackCapabilities,
  present: Resolution & { readonly framesPerSecond: number | null },
): { readonly resolutions: readonly Resolution[]; readonly rates: readonly number[] } {
  const { width, height, frameRate } = capabilities
  const resolutions = usualResolutions.filter(
    ({ widthPx, heightPx }) => isWithin(widthPx, width) && isWithin(heightPx, height),
  )
  const isListed = resolutions.some(
    ({ widthPx, heightPx }) => widthPx === present.widthPx && heightPx === present.heightPx,
  )
  const own = { widthPx: present.widthPx, heightPx: present.heightPx }
  const rates = usualRates.filter((rate) => isWithin(rate, frameRate))
  const rate = present.framesPerSecond
  return {
    resolutions: isListed ? resolutions : [...resolutions, own].sort(bySize),
    rates: rate === null || rates.includes(rate) ? rates : [...rates, rate].sort((a, b) => a - b),
  }
}

function isWithin(value: number, range: DoubleRange | ULongRange | undefined): boolean {
  return range !== undefined && value >= (range.min ?? 0) && value <= (range.max ?? 0)
}

function bySize(a: Resolution, b: Resolution): number {
  return a.widthPx * a.heightPx - b.widthPx * b.heightPx
}
