import type { Flaw } from '../../common/quality'

/** A stretch that deserves a look, before the worst are chosen. */
export interface Stretch extends Flaw {
  /** How much of the result it spoils, as seconds that are lost. */
  readonly lostS: number
}

const mostFlaws = 12
/** Stretches of a kind with less between them are one. */
const nearUs = 250_000

/** The worst stretches, the worst first; those that are the same bad in the order of time. */
export function worstFlaws(stretches: readonly Stretch[]): Flaw[] {
  const kinds = new Set(stretches.map(({ kind }) => kind))
  return [...kinds]
    .flatMap((kind) => joinNear(stretches.filter((stretch) => stretch.kind === kind)))
    .sort((a, b) => b.lostS - a.lostS || a.startUs - b.startUs)
    .slice(0, mostFlaws)
    .map(({ kind, firstFrame, lastFrame, startUs, endUs }) => {
      return { kind, firstFrame, lastFrame, startUs, endUs }
    })
}

function joinNear(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const stretch of stretches.toSorted((a, b) => a.startUs - b.startUs)) {
    const last = joined.at(-1)
    if (last && stretch.startUs - last.endUs < nearUs) joined.splice(-1, 1, join(last, stretch))
    else joined.push(stretch)
  }
  return joined
}

function join(first: Stretch, second: Stretch): Stretch {
  return {
    ...first,
    lastFrame: Math.max(first.lastFrame, second.lastFrame),
    endUs: Math.max(first.endUs, second.endUs),
    lostS: first.lostS + second.lostS,
  }
}
