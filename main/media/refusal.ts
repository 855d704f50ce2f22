import type { RefusalReason } from '../../common/media'

/** Why a file is not tracked. */
export interface Refusal {
  readonly reason: RefusalReason
  /** One sentence for people: what is wrong and what to do. */
  readonly explanation: string
}

export function refuse(reason: RefusalReason, explanation: string): Refusal {
  return { reason, explanation }
}
