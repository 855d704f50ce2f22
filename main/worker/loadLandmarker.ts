import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as mediaPipe from '@mediapipe/tasks-vision'
import { openLandmarker, type Landmarker, type Picture } from '../../common/landmarker'
import type { TrackingOptions } from '../../common/tasks'
import { installBrowserGlobals } from './browserGlobals'
import { describeReadError } from './fileErrors'
import { createHeadlessCanvas } from './headlessGl'

/**
 * Loads the model bundle at `modelPath` with the WebAssembly in `wasmFolder` and warms it up.
 * Rejects with a sentence when the model cannot be read, with MediaPipe's error when it is bad.
 */
export async function loadLandmarker(
  options: TrackingOptions,
  modelPath: string,
  wasmFolder: string,
): Promise<Landmarker> {
  const model = await readFile(modelPath).catch((error: unknown) => {
    throw describeReadError(modelPath, error)
  })
  installBrowserGlobals()
  const landmarker = await openLandmarker(options, {
    mediaPipe,
    wasmFiles: {
      wasmLoaderPath: join(wasmFolder, 'vision_wasm_internal.js'),
      wasmBinaryPath: join(wasmFolder, 'vision_wasm_internal.wasm'),
    },
    model,
    canvas: createHeadlessCanvas(),
  })
  // The first detection compiles code for up to a second: not at the cost of the first file.
  landmarker.detect(blankPicture(640, 480), 0)
  return landmarker
}

function blankPicture(widthPx: number, heightPx: number): Picture {
  return { widthPx, heightPx, pixels: new Uint8ClampedArray(widthPx * heightPx * 4) }
}
