import type { Flaw, QualityFigures } from '../../common/quality'
import {
  countText,
  longDurationText,
  millisecondsText,
  momentText,
  percentText,
  tenthsOfSecondsText,
} from '../quantities'
import { t } from '../locale'

/** The figures of a result that a list shows and sorts by, in this order. */
export const qualityColumns = [
  'detected',
  'longestGap',
  'jitter',
  'swaps',
  'lowestConfidence',
  'framesPerSecond',
  'dropped',
] as const
export type QualityColumn = (typeof qualityColumns)[number]

/** Not looked at yet. */
const notYet = '…'
/** Does not apply, or nobody knows. */
const unknown = '–'

/** A short text for each column. */
export function qualityCells(quality: QualityFigures | null): Record<QualityColumn, string> {
  const cell = (column: QualityColumn): string => {
    if (quality === null) return notYet
    const value = qualitySortValue(column, quality)
    return value === null ? unknown : figureTexts[column](value)
  }
  const cells = qualityColumns.map((column) => [column, cell(column)] as const)
  return Object.fromEntries(cells) as Record<QualityColumn, string>
}

/** What a column is sorted by. Null is unknown, and comes last whichever way is sorted. */
export function qualitySortValue(
  column: QualityColumn,
  quality: QualityFigures | null,
): number | null {
  return quality === null ? null : quality[figures[column]]
}

const figures = {
  detected: 'detectedShare',
  longestGap: 'longestGapMs',
  jitter: 'jitter',
  swaps: 'swaps',
  lowestConfidence: 'lowestConfidence',
  framesPerSecond: 'framesPerSecond',
  dropped: 'framesDropped',
} as const satisfies Record<QualityColumn, keyof QualityFigures>

const figureTexts: Readonly<Record<QualityColumn, (value: number) => string>> = {
  detected: percentText,
  longestGap: gapText,
  jitter: (share) => t('quantities.percent', { value: (share * 100).toFixed(1) }),
  swaps: countText,
  lowestConfidence: (confidence) => confidence.toFixed(2),
  framesPerSecond: (rate) => rate.toFixed(1),
  dropped: countText,
}

function gapText(gapMs: number): string {
  if (gapMs === 0) return t('library.figure.noGap')
  if (gapMs < 100) return millisecondsText(gapMs)
  return gapMs < 59_950 ? tenthsOfSecondsText(gapMs) : longDurationText(gapMs)
}

/** `0:12.4 – 0:13.9: nobody found`; of a single moment its time alone. */
export function flawText({ kind, startUs, endUs }: Flaw): string {
  const [start, end] = [momentText(startUs, 1), momentText(endUs, 1)]
  const time = start === end ? start : `${start} – ${end}`
  return t('library.flawAt', { time, flaw: t(`library.flaw.${kind}`) })
}
