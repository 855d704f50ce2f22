import { modelFileName, type TrackingOptions } from '../../../common/tasks'
import { t } from '../../locale'

/** What a tracker needs before it can open, from the app's own page: see appPage.ts in main. */
export interface TrackerFiles {
  /** MediaPipe's WebAssembly, compiled. */
  readonly wasm: WebAssembly.Module
  /** The model bundle that `modelFileName` names. */
  readonly model: Uint8Array<ArrayBuffer>
}

let wasm: Promise<WebAssembly.Module> | undefined
let latestModel:
  { readonly name: string; readonly bytes: Promise<Uint8Array<ArrayBuffer>> } | undefined

/**
 * Loads what a tracker of these options needs. Trackers come and go, but the compiled code is kept
 * with all that the browser has optimised of it so far, and so is the latest model: a change of an
 * option takes a third of the time. Rejects with a sentence for people.
 */
export async function loadTrackerFiles(options: TrackingOptions): Promise<TrackerFiles> {
  const name = modelFileName(options)
  wasm ??= compileWasm()
  if (latestModel?.name !== name) latestModel = { name, bytes: fetchModel(name) }
  try {
    const [compiled, model] = await Promise.all([wasm, latestModel.bytes])
    return { wasm: compiled, model }
  } catch (error) {
    // So that the next try begins anew.
    wasm = latestModel = undefined
    throw error
  }
}

function compileWasm(): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetch('/wasm/vision_wasm_internal.wasm'))
}

async function fetchModel(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(`/models/${name}`)
  if (!response.ok) throw new Error(t('live.tracker.modelMissing', { name }))
  return new Uint8Array(await response.arrayBuffer())
}
