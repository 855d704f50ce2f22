/** A moment of a batch at which something is killed. */
export interface Kill {
  readonly what: 'worker' | 'app'
  /** Once this share of the work is done, 0 to 1: in the middle of a long video too ... */
  readonly afterShare: number
  /** ... and a little later: in the middle of a file, of a start, of a commit. */
  readonly delayMs: number
}

export interface KillCounts {
  readonly workerKills: number
  readonly appKills: number
}

/** Before its first file a batch has nothing to lose. */
const earliestShare = 0.02
/** So that the last of them still meet a batch in work. */
const latestShare = 0.8
const mostDelayMs = 400

/** Spreads kills of both kinds over a batch at random, in the order in which they come. */
export function planKills({ workerKills, appKills }: KillCounts, random: () => number): Kill[] {
  const kill = (what: Kill['what']) => (): Kill => ({
    what,
    afterShare: earliestShare + random() * (latestShare - earliestShare),
    delayMs: Math.floor(random() * mostDelayMs),
  })
  return [
    ...Array.from({ length: workerKills }, kill('worker')),
    ...Array.from({ length: appKills }, kill('app')),
  ].sort((a, b) => a.afterShare - b.afterShare)
}
