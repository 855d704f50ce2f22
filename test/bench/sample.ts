import { setTimeout } from 'node:timers/promises'

export interface Sample<T> {
  readonly atMs: number
  readonly value: T
}

/** Reads something over and over. The times count from the start. */
export async function sample<T>(
  read: () => Promise<T>,
  everyMs: number,
  forMs: number,
): Promise<Sample<T>[]> {
  const startMs = performance.now()
  const samples: Sample<T>[] = []
  for (let atMs = everyMs; atMs <= forMs; atMs += everyMs) {
    await setTimeout(startMs + atMs - performance.now())
    samples.push({ atMs: performance.now() - startMs, value: await read() })
  }
  return samples
}
