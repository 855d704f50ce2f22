import * as mediaPipe from '@mediapipe/tasks-vision'
import { toWireError } from '../../../common/errors'
import { createHeadlessCanvas } from '../../../common/headlessGl'
import { openLandmarker, type Landmarker } from '../../../common/landmarker'
import type { PackedPart } from '../../../common/landmarks'
import type { Delegate, Smoothing } from '../../../common/live'
import { createSmoothing } from '../../../common/smoothing'
import { createSubjectNumbering } from '../../../common/subjects'
import type { TrackedPicture, TrackerEvent, TrackerRequest } from './trackerProtocol'

// The entry of the live tracker: takes frames from the page, one after the other. It tracks with
// one model and is ended when another is wanted, as WebAssembly gives no memory back.

/** A worker's own end is used as a Worker is from outside. */
const page = self as unknown as Pick<Worker, 'addEventListener' | 'postMessage'>

interface Tracking {
  readonly landmarker: Landmarker
  readonly delegate: Delegate
  readonly numberSubjects: (parts: readonly PackedPart[], timestampUs: number) => PackedPart[]
}

let tracking: Tracking | undefined
let smoothing: Smoothing = 'off'
let smooth = createSmoothing(smoothing)

page.addEventListener('message', ({ data }: MessageEvent<TrackerRequest>) => {
  if (data.kind === 'open') open(data).catch(fail)
  else tryTo(() => track(data))
})

function send(event: TrackerEvent, transfer: Transferable[] = []): void {
  page.postMessage(event, transfer)
}

function tryTo(work: () => void): void {
  try {
    work()
  } catch (error) {
    fail(error)
  }
}

function fail(error: unknown): void {
  send({ kind: 'failed', error: toWireError(error) })
}

async function open(request: Extract<TrackerRequest, { kind: 'open' }>): Promise<void> {
  const startMs = performance.now()
  const { options, delegate, files } = request
  useCompiled(files.wasm)
  const landmarker = await openLandmarker(
    options,
    {
      mediaPipe,
      wasmFiles: {
        wasmLoaderPath: addressOf('wasm/vision_wasm_internal.js'),
        wasmBinaryPath: addressOf('wasm/vision_wasm_internal.wasm'),
      },
      model: files.model,
      canvas: delegate === 'CPU' ? createHeadlessCanvas() : createGpuCanvas(),
      delegate,
    },
    'video',
  )
  warmUp(landmarker, delegate)
  tracking = { landmarker, delegate, numberSubjects: createSubjectNumbering(options.task) }
  send({ kind: 'ready', openMs: performance.now() - startMs })
}

/**
 * Has MediaPipe's next module run code that is compiled already, by the hook that Emscripten has for
 * it: https://emscripten.org/docs/api_reference/module.html#Module.instantiateWasm
 */
function useCompiled(wasm: WebAssembly.Module): void {
  const module = {
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object {
      void WebAssembly.instantiate(wasm, imports).then((instance) => receive(instance, wasm), fail)
      return {}
    },
  }
  Object.assign(self, { Module: module })
}

function track(request: Extract<TrackerRequest, { kind: 'track' }>): void {
  if (!tracking) throw new Error('The tracker was given a frame before its model.')
  const { picture, frame, timestampUs } = request
  if (request.smoothing !== smoothing) {
    smoothing = request.smoothing
    smooth = createSmoothing(smoothing)
  }
  const startMs = performance.now()
  const found = detect(tracking, picture, timestampUs)
  const inferenceMs = performance.now() - startMs
  const parts = smooth(tracking.numberSubjects(found, timestampUs), timestampUs)
  const { pixels } = picture
  const landmarks = { frame, timestampUs, parts }
  send({ kind: 'tracked', landmarks, inferenceMs, pixels }, [pixels.buffer])
}

function detect(
  { landmarker, delegate }: Tracking,
  picture: TrackedPicture,
  timestampUs: number,
): PackedPart[] {
  if (delegate === 'CPU') return landmarker.detect(picture, timestampUs)
  const image = new ImageData(picture.pixels, picture.widthPx, picture.heightPx)
  return landmarker.detect({ image }, timestampUs)
}

/** Detects in a blank picture: the first detection compiles code for up to a second. */
function warmUp(landmarker: Landmarker, delegate: Delegate): void {
  const image = new ImageData(640, 360)
  const picture = { widthPx: image.width, heightPx: image.height, pixels: image.data }
  landmarker.detect(delegate === 'CPU' ? picture : { image }, 0)
}

/** The graphics card can be taken away at any time, by the system or by a driver that fails. */
function createGpuCanvas(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(1, 1)
  canvas.addEventListener('webglcontextlost', () => send({ kind: 'graphics-lost' }))
  return canvas
}

/** The app's own page serves them: see appPage.ts in main. */
function addressOf(path: string): string {
  return new URL(`/${path}`, self.location.href).href
}
