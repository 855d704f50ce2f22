import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('..', import.meta.url))

/** What a test that starts real processes needs to find: all of it is there after set-up. */
export const builtWorker = `${project}out/main/landmarkWorker.js`
export const builtAnnotator = `${project}out/main/annotationWorker.js`
export const builtCli = `${project}out/main/cli.js`
export const builtRemoteWorker = `${project}out/main/remoteWorker.js`
export const builtServe = `${project}out/main/serve.js`
export const modelsFolder = `${project}resources/models`
export const wasmFolder = `${project}resources/wasm`

/** Waits until a condition holds; fails after a minute, or the given time. */
export async function until(holds: () => boolean, timeoutMs = 60_000): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs
  while (!holds()) {
    if (performance.now() > deadlineMs)
      throw new Error(`Not within ${timeoutMs} ms: ${String(holds)}`)
    await setTimeout(20)
  }
}

export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}
