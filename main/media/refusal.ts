import type { RefusalReason } from '../../common/media'
import { sentence, type Sentence } from '../../common/sentence'

/** Why a file is not tracked. */
export interface Refusal {
  readonly reason: RefusalReason
  /** For people: what is wrong and what to do. */
  readonly explanation: Sentence
}

export function refuse(reason: RefusalReason, explanation: Sentence): Refusal {
  return { reason, explanation }
}

/** A link that leads back to itself, or to a folder it lies in. */
export const refuseLinkLoop = refuse('link-loop', sentence('sentences.media.linkLoop'))
