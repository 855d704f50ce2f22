import { defaultInputLimits, type InputLimits } from '../../common/inputLimits'
import type { FoundFile } from '../../common/media'
import { inChunks, mapInOrder } from './concurrency'
import { probeFile } from './probeFile'
import { walk } from './walk'

export interface FindMediaOptions {
  /** Look into the folders inside an added folder too. */
  readonly includeSubfolders: boolean
  /** Ends the search: the generator throws the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Limits other than the usual ones. */
  readonly limits?: Partial<InputLimits> | undefined
  /** Real paths of folders that no link may lead out of; undefined where everything may be read. */
  readonly within?: readonly string[] | undefined
}

// Twice the threads with which Node reads files: more would only wait.
const probesAtATime = 8
const chunkSize = { items: 200, ageMs: 100 }

/**
 * Finds photos and videos in files and folders and says of each file whether it can be tracked.
 * The order is fixed: that of the paths, and within a folder the code-unit order of the names. The
 * same file comes once. Yields chunks of up to 200 as they are found, so that a list can grow.
 * A file that cannot be tracked is a refused one; only an aborted signal throws.
 */
export async function* findMedia(
  paths: readonly string[],
  options: FindMediaOptions,
): AsyncGenerator<readonly FoundFile[]> {
  const { signal } = options
  const probing = { signal, limits: { ...defaultInputLimits, ...options.limits } }
  const found = mapInOrder(walk(paths, options), probesAtATime, (walked) =>
    probeFile(walked, probing),
  )
  yield* inChunks(found, chunkSize)
}
