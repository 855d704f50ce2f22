import { wholeSource, type FrameSpan } from '../../../common/edits/span'
import type { EditStep, EditStepKind } from '../../../common/edits/steps'
import { smoothingParameters } from '../../../common/smoothing'
import { t } from '../../locale'

/** What a step is offered for. */
export interface StepContext {
  /** The selected frames; null where none are. */
  readonly selection: FrameSpan | null
  /** The frame on screen. */
  readonly frame: number
  /** Everybody who was tracked. */
  readonly subjects: readonly number[]
}

/** Where a step that has a span is applied. */
export type Place = 'selection' | 'from-here' | 'up-to-here' | 'all'

export function spanAt(place: Place, { selection, frame }: StepContext): FrameSpan {
  switch (place) {
    case 'selection':
      return selection ?? wholeSource
    case 'from-here':
      return { ...wholeSource, firstFrame: frame }
    case 'up-to-here':
      return { ...wholeSource, lastFrame: frame }
    case 'all':
      return wholeSource
  }
}

/** The places that are offered for a step, the one that is meant most often first. */
export function placesFor(kind: EditStepKind, { selection }: StepContext): readonly Place[] {
  const around = ['from-here', 'up-to-here'] as const
  // All frames are kept already.
  if (kind === 'trim') return selection ? ['selection', ...around] : around
  if (selection) return ['selection', ...around, 'all']
  return kind === 'hide' ? [...around, 'all'] : ['all', ...around]
}

export function hasSpan(step: EditStep): step is EditStep & FrameSpan {
  return 'firstFrame' in step
}

/** A step as it is offered first. */
export function newStep(kind: EditStepKind, { subjects }: StepContext): EditStep {
  switch (kind) {
    case 'trim':
      return { kind, ...wholeSource }
    case 'hide':
      return { kind, ...wholeSource, subject: onlyOne(subjects), part: null }
    case 'swap-sides':
      return { kind, ...wholeSource, subject: onlyOne(subjects) }
    case 'swap-subjects':
      return { kind, ...wholeSource, subjects: [subjects[0] ?? 0, subjects[1] ?? 1] }
    case 'fill-gaps':
      return { kind, method: 'spline', longestMs: 200 }
    case 'butterworth':
      return { kind, cutoffHz: 6, order: 2 }
    case 'median':
      return { kind, frames: 5 }
    case 'one-euro':
      return { kind, ...smoothingParameters.light }
  }
}

/** Where several were tracked, nobody is chosen before the others. */
function onlyOne(subjects: readonly number[]): number | null {
  return subjects.length === 1 ? subjects[0]! : null
}

/** Why a kind of step is of no use here; null if it is. */
export function refusal(kind: EditStepKind, { subjects }: StepContext): string | null {
  return kind === 'swap-subjects' && subjects.length < 2 ? t('review.refusal.oneSubject') : null
}
