import { isWholeSource, wholeSource, type FrameSpan } from '../../../common/edits/span'
import type { EditStep, EditStepKind } from '../../../common/edits/steps'
import { partTitle } from '../../options/wording'
import { countText } from '../../quantities'
import type { Place } from './newSteps'

export const stepTitles: Readonly<Record<EditStepKind, string>> = {
  trim: 'Trim',
  hide: 'Hide',
  'swap-sides': 'Swap left and right',
  'swap-subjects': 'Swap subjects',
  'fill-gaps': 'Fill gaps',
  butterworth: 'Butterworth filter',
  median: 'Median filter',
  'one-euro': 'One Euro filter',
}

/** The steps that are offered, in the order of the work; `butterworth` stands for all filters. */
export const offeredKinds = [
  'trim',
  'hide',
  'swap-sides',
  'swap-subjects',
  'fill-gaps',
  'butterworth',
] as const satisfies readonly EditStepKind[]
export const offerTitles: Readonly<Record<(typeof offeredKinds)[number], string>> = {
  trim: 'Trim…',
  hide: 'Hide…',
  'swap-sides': 'Swap sides…',
  'swap-subjects': 'Swap subjects…',
  'fill-gaps': 'Fill gaps…',
  butterworth: 'Filter…',
}

export const filterKinds = ['butterworth', 'median', 'one-euro'] as const
export const filterTitles: Readonly<Record<(typeof filterKinds)[number], string>> = {
  butterworth: 'Butterworth',
  median: 'Median',
  'one-euro': 'One Euro',
}

/** One sentence each: what a step does. */
export const stepSentences: Readonly<Record<EditStepKind, string>> = {
  trim: 'Keeps these frames and leaves out all others.',
  hide: 'Takes out what was tracked wrongly. A short gap can then be filled.',
  'swap-sides':
    'Where the left was taken for the right: exchanges the hands and, of a body, all landmarks that have two sides.',
  'swap-subjects': 'Where two were taken for each other: each gets the number of the other.',
  'fill-gaps': 'Puts landmarks that are missing for a short while where they must have been.',
  butterworth:
    'Takes out movement that is faster than the cutoff, without delay. Usual for the analysis of movement: 6 Hz.',
  median: 'Takes out single wrong frames; movement and sudden stops stay as they are.',
  'one-euro': 'Calms trembling as the live view does. Quick movement stays, a little late.',
}

export const placeTitles: Readonly<Record<Place, string>> = {
  selection: 'In the selection',
  'from-here': 'From here on',
  'up-to-here': 'Up to here',
  all: 'Everywhere',
}

/** `frames 12 to 80`, `frame 12`, `frame 12 to the end`, `all frames`. */
export function spanText(span: FrameSpan): string {
  if (isWholeSource(span)) return 'all frames'
  const { firstFrame, lastFrame } = span
  if (lastFrame === wholeSource.lastFrame) return `frame ${countText(firstFrame)} to the end`
  if (firstFrame === lastFrame) return `frame ${countText(firstFrame)}`
  return `frames ${countText(firstFrame)} to ${countText(lastFrame)}`
}

/** `Subject 2`; null is everybody. */
export function subjectText(subject: number | null): string {
  return subject === null ? 'Everybody' : `Subject ${subject}`
}

/** What a step does to what, after its title. */
export function stepDetails(step: EditStep): string {
  switch (step.kind) {
    case 'trim':
      return `To ${spanText(step)}`
    case 'hide': {
      const part = step.part === null ? '' : `, ${partTitle(step.part).toLowerCase()}`
      return `${subjectText(step.subject)}${part}, ${spanText(step)}`
    }
    case 'swap-sides':
      return `${subjectText(step.subject)}, ${spanText(step)}`
    case 'swap-subjects':
      return `${step.subjects.join(' and ')}, ${spanText(step)}`
    case 'fill-gaps':
      return `Up to ${countText(step.longestMs)} ms, ${gapMethodTitles[step.method].toLowerCase()}`
    case 'butterworth':
      return `${step.cutoffHz} Hz, order ${step.order} forwards and backwards`
    case 'median':
      return `Of ${step.frames} frames`
    case 'one-euro':
      return `From ${step.minCutoffHz} Hz, beta ${step.beta}`
  }
}

export const gapMethods = ['linear', 'spline'] as const
export const gapMethodTitles: Readonly<Record<(typeof gapMethods)[number], string>> = {
  linear: 'Straight',
  spline: 'Spline',
}
export const gapMethodSentences: Readonly<Record<(typeof gapMethods)[number], string>> = {
  linear: 'In a straight line from one end of the gap to the other.',
  spline: 'In a curve that begins and ends as fast as the landmark moved there.',
}
