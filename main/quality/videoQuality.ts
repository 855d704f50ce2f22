import type { PartName } from '../../common/landmarks'
import type { FlawKind, Quality } from '../../common/quality'
import { worstFlaws, type Stretch } from './flaws'

/** Frames of a source, both included. */
export interface FrameRun {
  readonly firstFrame: number
  readonly lastFrame: number
  readonly startUs: number
  readonly endUs: number
}

/** How much a part of a subject trembles for a second. */
export interface JitterSecond extends FrameRun {
  readonly part: PartName
  /** How many places of landmarks tell it. */
  readonly values: number
  readonly jitter: number
}

export interface UnsureRun extends FrameRun {
  /** What is lacking to full confidence on average, 0 to 1. */
  readonly lack: number
}

/** What was found by looking through a video or a recording. */
export interface VideoFindings {
  readonly frames: number
  readonly framesFound: number
  readonly startUs: number
  readonly endUs: number
  readonly framesDropped: number | null
  readonly gaps: readonly FrameRun[]
  readonly jitter: readonly JitterSecond[]
  /** Frames in which two have changed places. */
  readonly swaps: readonly FrameRun[]
  readonly lowestConfidence: number | null
  readonly unsure: readonly UnsureRun[]
}

/** Fewer frames a second do not tell whether two have changed places. */
const leastRateForSwaps = 4
/** A part that is seen so much less than another one does not stand for the whole. */
const leastShareOfValues = 0.1
/** A second that trembles more is shown: four times what is usual of hands in quick movement. */
const muchJitter = 0.04
/** A second that trembles so much is lost. */
const allJitter = 0.2
/** Fewer places say nothing about a second: a part seen for three frames. */
const leastValues = 15
/** All that follows a swap is somebody else's. */
const lostBySwapS = 1

export function videoQuality(findings: VideoFindings): Quality {
  const { frames, framesFound, startUs, endUs, gaps, framesDropped, lowestConfidence } = findings
  const durationMs = (endUs - startUs) / 1000
  const framesPerSecond = durationMs > 0 ? (frames - 1) / (durationMs / 1000) : null
  return {
    durationMs,
    framesPerSecond,
    framesDropped,
    detectedShare: frames === 0 ? 0 : framesFound / frames,
    longestGapMs: gaps.reduce((longest, gap) => Math.max(longest, durationUs(gap)), 0) / 1000,
    jitter: wholeJitter(findings.jitter),
    swaps: (framesPerSecond ?? 0) < leastRateForSwaps ? null : findings.swaps.length,
    lowestConfidence,
    flaws: worstFlaws(stretches(findings)),
  }
}

function durationUs({ startUs, endUs }: FrameRun): number {
  return endUs - startUs
}

/** That of the part that trembles most. */
function wholeJitter(seconds: readonly JitterSecond[]): number | null {
  const parts = [...new Set(seconds.map(({ part }) => part))].map((part) =>
    seconds.filter((second) => second.part === part),
  )
  const counts = parts.map(countValues)
  const fewest = Math.max(leastValues, leastShareOfValues * Math.max(0, ...counts))
  const jitters = parts.filter((_, index) => counts[index]! >= fewest).map(medianJitter)
  return jitters.length === 0 ? null : Math.max(...jitters)
}

function countValues(seconds: readonly JitterSecond[]): number {
  return seconds.reduce((sum, { values }) => sum + values, 0)
}

/** The jitter that half of the time is not exceeded. */
function medianJitter(seconds: readonly JitterSecond[]): number {
  let left = countValues(seconds) / 2
  const sorted = seconds.toSorted((a, b) => a.jitter - b.jitter)
  return sorted.find(({ values }) => (left -= values) <= 0)?.jitter ?? 0
}

function stretches({ gaps, swaps, jitter, unsure }: VideoFindings): Stretch[] {
  const much = jitter.filter((one) => one.jitter > muchJitter && one.values >= leastValues)
  return [
    ...gaps.map((gap) => stretch('gap', gap, durationUs(gap) / 1e6)),
    ...swaps.map((swap) => stretch('swap', swap, lostBySwapS)),
    ...much.map((one) => stretch('jitter', one, Math.min(1, one.jitter / allJitter))),
    ...unsure.map((run) => stretch('low-confidence', run, (durationUs(run) / 1e6) * run.lack)),
  ]
}

function stretch(kind: FlawKind, run: FrameRun, lostS: number): Stretch {
  const { firstFrame, lastFrame, startUs, endUs } = run
  return { kind, firstFrame, lastFrame, startUs, endUs, lostS }
}
