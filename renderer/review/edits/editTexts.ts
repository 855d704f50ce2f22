import { isWholeSource, wholeSource, type FrameSpan } from '../../../common/edits/span'
import type { EditStep, EditStepKind } from '../../../common/edits/steps'
import { partTitle } from '../../options/wording'
import { countText } from '../../quantities'
import { t } from '../../locale'

/** The steps that are offered, in the order of the work; `butterworth` stands for all filters. */
export const offeredKinds = [
  'trim',
  'hide',
  'swap-sides',
  'swap-subjects',
  'fill-gaps',
  'butterworth',
] as const satisfies readonly EditStepKind[]

export const filterKinds = ['butterworth', 'median', 'one-euro'] as const

/** `frames 12 to 80`, `frame 12`, `frame 12 to the end`, `all frames`. */
export function spanText(span: FrameSpan): string {
  if (isWholeSource(span)) return t('review.span.all')
  const [first, last] = [countText(span.firstFrame), countText(span.lastFrame)]
  if (span.lastFrame === wholeSource.lastFrame) return t('review.span.toEnd', { first })
  if (span.firstFrame === span.lastFrame) return t('review.span.one', { first })
  return t('review.span.some', { first, last })
}

/** `Subject 2`; null is everybody. */
export function subjectText(subject: number | null): string {
  return subject === null ? t('review.subject.everybody') : t('review.subject.one', { subject })
}

/** What a step does to what, after its title. */
export function stepDetails(step: EditStep): string {
  switch (step.kind) {
    case 'trim':
      return t('review.detail.trim', { span: spanText(step) })
    case 'hide': {
      const values = { subject: subjectText(step.subject), span: spanText(step) }
      if (step.part === null) return t('review.detail.whoWhere', values)
      const part = partTitle(step.part).toLowerCase()
      return t('review.detail.hidePart', { ...values, part })
    }
    case 'swap-sides':
      return t('review.detail.whoWhere', {
        subject: subjectText(step.subject),
        span: spanText(step),
      })
    case 'swap-subjects': {
      const [first, second] = step.subjects
      return t('review.detail.pair', { first, second, span: spanText(step) })
    }
    case 'fill-gaps': {
      const method = t(`review.gapMethod.${step.method}`).toLowerCase()
      return t('review.detail.gaps', { duration: countText(step.longestMs), method })
    }
    case 'butterworth':
      return t('review.detail.butterworth', { cutoff: step.cutoffHz, order: step.order })
    case 'median':
      return t('review.detail.median', { frames: step.frames })
    case 'one-euro':
      return t('review.detail.oneEuro', { cutoff: step.minCutoffHz, beta: step.beta })
  }
}

export const gapMethods = ['linear', 'spline'] as const
