import { delegates, type Delegate } from '../../../common/live'
import { quantile } from '../rolling'

/** How long each delegate is watched. */
const trialMs = 1000
/** The first frames compile code, and tell nothing of those that follow. */
const unmeasuredFrames = 2

/**
 * Finds out which delegate is faster on this machine, by tracking with one after the other. The CPU
 * comes first: it always works, and shows landmarks at once.
 */
export class DelegateTrial {
  readonly #inferenceMs: Record<Delegate, number[]> = { CPU: [], GPU: [] }
  readonly #startedMs: Partial<Record<Delegate, number>> = {}

  /** Counts a tracked frame. Answers what to do now: go on, try the other one, or keep to one. */
  count(delegate: Delegate, inferenceMs: number, nowMs: number): TrialStep {
    const measured = this.#inferenceMs[delegate]
    this.#startedMs[delegate] ??= nowMs
    measured.push(inferenceMs)
    const isOver =
      nowMs - this.#startedMs[delegate] >= trialMs && measured.length > unmeasuredFrames
    if (!isOver) return { kind: 'go-on' }
    const next = delegates.find((other) => this.#inferenceMs[other].length === 0)
    return next ? { kind: 'try', delegate: next } : { kind: 'decided', delegate: this.#faster() }
  }

  #faster(): Delegate {
    const [cpuMs, gpuMs] = [this.#typicalMs('CPU'), this.#typicalMs('GPU')]
    return gpuMs < cpuMs ? 'GPU' : 'CPU'
  }

  #typicalMs(delegate: Delegate): number {
    return quantile(this.#inferenceMs[delegate].slice(unmeasuredFrames), 0.5)
  }
}

export type TrialStep =
  | { readonly kind: 'go-on' }
  | { readonly kind: 'try'; readonly delegate: Delegate }
  | { readonly kind: 'decided'; readonly delegate: Delegate }
