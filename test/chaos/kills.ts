/** A moment of a batch at which something is killed. */
export interface Kill {
  readonly what: 'worker' | 'app'
  /** Once so many files are done ... */
  readonly afterFiles: number
  /** ... and a little later: in the middle of a file, of a start, of a commit. */
  readonly delayMs: number
}

export interface KillCounts {
  readonly files: number
  readonly workerKills: number
  readonly appKills: number
}

/** So that the last of them still meet a batch in work. */
const latestShare = 0.9
const mostDelayMs = 400

/** Spreads kills of both kinds over a batch at random, in the order in which they come. */
export function planKills(
  { files, workerKills, appKills }: KillCounts,
  random: () => number,
): Kill[] {
  const kill = (what: Kill['what']) => (): Kill => ({
    what,
    // Before its first file a batch has nothing to lose.
    afterFiles: 1 + Math.floor(random() * (files * latestShare - 1)),
    delayMs: Math.floor(random() * mostDelayMs),
  })
  return [
    ...Array.from({ length: workerKills }, kill('worker')),
    ...Array.from({ length: appKills }, kill('app')),
  ].sort((a, b) => a.afterFiles - b.afterFiles)
}
