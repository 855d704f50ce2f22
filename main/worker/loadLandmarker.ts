import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as mediaPipe from '@mediapipe/tasks-vision'
import { openLandmarker, type Landmarker, type Picture } from '../../common/landmarker'
import type { TrackingOptions } from '../../common/tasks'
import { installBrowserGlobals } from './browserGlobals'
import { checkReadable, describeReadError } from './fileErrors'
import { createHeadlessCanvas } from './headlessGl'

/**
 * Loads the model bundle at `modelPath` with the WebAssembly in `wasmFolder` and warms it up.
 * Rejects with a sentence that names the file when one of them cannot be used.
 */
export async function loadLandmarker(
  options: TrackingOptions,
  modelPath: string,
  wasmFolder: string,
): Promise<Landmarker> {
  const wasmLoaderPath = join(wasmFolder, 'vision_wasm_internal.js')
  const wasmBinaryPath = join(wasmFolder, 'vision_wasm_internal.wasm')
  const model = await readFile(modelPath).catch((error: unknown) => {
    throw describeReadError(modelPath, error)
  })
  await Promise.all([wasmLoaderPath, wasmBinaryPath].map(checkReadable))
  installBrowserGlobals()
  const wasmFiles = { wasmLoaderPath, wasmBinaryPath }
  const canvas = createHeadlessCanvas()
  const opening = openLandmarker(options, { mediaPipe, wasmFiles, model, canvas })
  const landmarker = await opening.catch((cause: unknown) => {
    const name = basename(modelPath)
    throw new Error(`${name} cannot be loaded: it is damaged or not a model for this.`, { cause })
  })
  // The first detection compiles code for up to a second: not at the cost of the first file.
  landmarker.detect(blankPicture(640, 480), 0)
  return landmarker
}

function blankPicture(widthPx: number, heightPx: number): Picture {
  return { widthPx, heightPx, pixels: new Uint8ClampedArray(widthPx * heightPx * 4) }
}
