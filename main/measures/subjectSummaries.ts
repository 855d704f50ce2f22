import type { Handedness } from '../../common/landmarks'
import { summariseMeasure, type MeasureSummary } from '../../common/measures/summary'
import type { MeasuredFrames, MeasuredSubject } from './measureFrames'

export interface SubjectSummary {
  readonly subject: number
  /** Of a hand, what it was taken for most often. */
  readonly handedness: Handedness | null
  readonly framesFound: number
  readonly ofMeasures: readonly {
    readonly name: string
    readonly unit: string | null
    readonly summary: MeasureSummary
  }[]
}

interface Gathered {
  framesFound: number
  readonly handedness: Record<Handedness, number>
  /** Of each measure, a number for each frame of the source. */
  readonly values: readonly Float32Array[]
}

/** Gathers the measures of a source, to say of each subject what they come to. */
export class SubjectSummaries {
  readonly #measures: readonly { readonly name: string; readonly unit: string | null }[]
  readonly #frames: number
  readonly #gathered = new Map<number, Gathered>()
  #framesAdded = 0

  /** @param frames how many there are at most. */
  constructor(
    measures: readonly { readonly name: string; readonly unit: string | null }[],
    frames: number,
  ) {
    this.#measures = measures
    this.#frames = frames
  }

  /** Blocks come in order. */
  add({ frames, subjects }: MeasuredFrames): void {
    for (const measured of subjects) this.#addSubject(measured)
    this.#framesAdded += frames.length
  }

  *subjects(): Generator<SubjectSummary> {
    const inOrder = [...this.#gathered].sort(([a], [b]) => a - b)
    for (const [subject, { framesFound, handedness, values }] of inOrder) {
      yield {
        ...{ subject, framesFound, handedness: mostOften(handedness) },
        ofMeasures: this.#measures.map(({ name, unit }, index) => ({
          ...{ name, unit },
          summary: summariseMeasure(values[index]!, unit),
        })),
      }
    }
  }

  #addSubject({ subject, isFound, handedness, values }: MeasuredSubject): void {
    const gathered = this.#gatheredOf(subject)
    gathered.framesFound += isFound.filter(Boolean).length
    for (const side of handedness) if (side) gathered.handedness[side] += 1
    for (const [index, numbers] of values.entries()) {
      gathered.values[index]!.set(numbers, this.#framesAdded)
    }
  }

  #gatheredOf(subject: number): Gathered {
    const existing = this.#gathered.get(subject)
    if (existing) return existing
    const values = this.#measures.map(() => new Float32Array(this.#frames).fill(NaN))
    const gathered = { framesFound: 0, handedness: { left: 0, right: 0 }, values }
    this.#gathered.set(subject, gathered)
    return gathered
  }
}

function mostOften({ left, right }: Readonly<Record<Handedness, number>>): Handedness | null {
  if (left === 0 && right === 0) return null
  return left > right ? 'left' : 'right'
}
