import { compileMeasure } from '../../../common/measures/compile'
import { summariseMeasure } from '../../../common/measures/summary'
import type { Curve, CurveKey } from '../../../common/review'
import type { Task } from '../../../common/tasks'
import { t } from '../../locale'
import { curveTitle } from './curves'

/** What a curve comes to, in a line: of a measure with its unit, range of motion and repetitions. */
export function curveFigures(key: CurveKey, { tracked, edited }: Curve, task: Task): string {
  const unit = key.kind === 'measure' ? compileMeasure(key.expression, task).unit : null
  const { framesKnown, min, max, mean, range, repetitions } = summariseMeasure(
    edited ?? tracked,
    unit,
  )
  if (framesKnown === 0) return t('review.curve.unknown')
  const text = (value: number): string => valueText(value, unit)
  const figures = [
    t('review.curve.fromTo', { min: text(min), max: text(max) }),
    t('review.curve.mean', { mean: text(mean) }),
  ]
  if (key.kind === 'difference') return [...figures, t('review.curve.widths')].join(' · ')
  if (key.kind === 'landmark') return figures.join(' · ')
  return [
    ...figures,
    t('review.curve.range', { range: text(range) }),
    t('review.curve.repetitions', { count: repetitions }),
  ].join(' · ')
}

/** Three digits, and the unit as people write it. */
export function valueText(value: number, unit: string | null): string {
  const number = String(Number(value.toPrecision(3)))
  if (unit === null) return number
  if (unit.startsWith('deg')) return `${number}°${unit.slice('deg'.length)}`
  return `${number} ${unit.replace('picture widths', t('review.curve.pictureWidths'))}`
}

/** What the curve shows, for those who do not see it. */
export function curveSummary(key: CurveKey, { tracked, edited }: Curve): string {
  const title = curveTitle(key)
  const known = (edited ?? tracked).filter((value) => Number.isFinite(value))
  if (known.length === 0) return t('review.curve.nothing', { title })
  const [least, most] = known.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const,
    [Infinity, -Infinity] as readonly [number, number],
  )
  return t('review.curve.summary', {
    title,
    least: least.toFixed(3),
    most: most.toFixed(3),
    frames: known.length,
  })
}
