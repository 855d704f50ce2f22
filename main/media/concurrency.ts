/**
 * Runs a task on each item, up to `limit` at a time, and yields the results in the order of the
 * items. The first task that fails ends it with its error.
 */
export async function* mapInOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  limit: number,
  task: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = []
  for await (const item of items) {
    const [oldest] = running
    if (oldest && running.length >= limit) {
      yield await oldest
      void running.shift()
    }
    running.push(start(task, item))
  }
  for (const result of running) yield await result
}

/** A task may fail before its turn is awaited, or after nobody waits: neither is unhandled. */
function start<T, R>(task: (item: T) => Promise<R>, item: T): Promise<R> {
  const result = task(item)
  result.catch(ignoreError)
  return result
}

function ignoreError(): void {
  return
}

export interface ChunkSize {
  readonly items: number
  /** A chunk is handed on when it is this old, however few it holds. */
  readonly ageMs: number
}

/** Gathers items into arrays that are neither too long nor too late. */
export async function* inChunks<T>(
  items: AsyncIterable<T>,
  size: ChunkSize,
): AsyncGenerator<readonly T[]> {
  let chunk: T[] = []
  let startedMs = performance.now()
  for await (const item of items) {
    chunk.push(item)
    if (chunk.length < size.items && performance.now() - startedMs < size.ageMs) continue
    yield chunk
    chunk = []
    startedMs = performance.now()
  }
  if (chunk.length > 0) yield chunk
}

/** Lets everything else that waits for this thread have its turn. */
export function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
