import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as mediaPipe from '@mediapipe/tasks-vision'
import { createHeadlessCanvas } from '../../common/headlessGl'
import { openLandmarker, type Landmarker } from '../../common/landmarker'
import { sentence, SentenceError } from '../../common/sentence'
import type { TrackingOptions } from '../../common/tasks'
import { installBrowserGlobals } from './browserGlobals'
import { checkReadable, describeReadError } from './fileErrors'

/**
 * Loads the model bundle at `modelPath` with the WebAssembly in `wasmFolder`.
 * Rejects with a sentence that names the file when one of them cannot be used.
 *
 * @param canvas through which pictures go into that WebAssembly's memory.
 */
export async function loadLandmarker(
  options: TrackingOptions,
  modelPath: string,
  wasmFolder: string,
  canvas = createHeadlessCanvas(),
): Promise<Landmarker> {
  const wasmLoaderPath = join(wasmFolder, 'vision_wasm_internal.js')
  const wasmBinaryPath = join(wasmFolder, 'vision_wasm_internal.wasm')
  const model = await readFile(modelPath).catch((error: unknown) => {
    throw describeReadError(modelPath, error)
  })
  await Promise.all([wasmLoaderPath, wasmBinaryPath].map(checkReadable))
  installBrowserGlobals()
  const wasmFiles = { wasmLoaderPath, wasmBinaryPath }
  const host = { mediaPipe, wasmFiles, model, canvas, delegate: 'CPU' } as const
  const opening = openLandmarker(options, host, 'photo')
  return opening.catch((cause: unknown) => {
    const said = sentence('sentences.worker.noModel', { name: basename(modelPath) })
    throw new SentenceError(said, { cause })
  })
}

/** Detects in a blank picture: the first detection compiles code for up to a second. */
export function warmUp(landmarker: Landmarker): void {
  const [widthPx, heightPx] = [640, 480]
  landmarker.detect({ widthPx, heightPx, pixels: new Uint8ClampedArray(widthPx * heightPx * 4) }, 0)
}
