import { formatDuration } from '../../common/formatDuration'
import type { Flaw, FlawKind, QualityFigures } from '../../common/quality'
import { countText, momentText, percentText } from '../quantities'

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

interface ColumnTexts {
  readonly title: string
  /** One sentence: what the figure is. */
  readonly meaning: string
}

export const qualityColumnTexts: Readonly<Record<QualityColumn, ColumnTexts>> = {
  detected: { title: 'Found', meaning: 'Share of the tracked frames in which anybody was found.' },
  longestGap: {
    title: 'Longest gap',
    meaning: 'The longest time without anybody, the beginning and the end included.',
  },
  jitter: {
    title: 'Jitter',
    meaning:
      'How much steady landmarks tremble from frame to frame, in parts of the palm, the face or the trunk.',
  },
  swaps: {
    title: 'Swaps',
    meaning: 'How often left and right, or two people, seem to have been taken for each other.',
  },
  lowestConfidence: {
    title: 'Lowest confidence',
    meaning: 'How well the body is seen in the least sure frame, from 0 to 1; only bodies tell.',
  },
  framesPerSecond: {
    title: 'Frames/s',
    meaning: 'Tracked frames a second as they really came.',
  },
  dropped: {
    title: 'Dropped',
    meaning: 'Frames of the camera that came while another one was being tracked.',
  },
}

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
  jitter: (share) => `${(share * 100).toFixed(1)} %`,
  swaps: countText,
  lowestConfidence: (confidence) => confidence.toFixed(2),
  framesPerSecond: (rate) => rate.toFixed(1),
  dropped: countText,
}

function gapText(gapMs: number): string {
  if (gapMs === 0) return 'none'
  if (gapMs < 100) return `${Math.max(1, Math.round(gapMs))} ms`
  return gapMs < 59_950 ? `${(gapMs / 1000).toFixed(1)} s` : formatDuration(gapMs)
}

const flawTexts: Readonly<Record<FlawKind, string>> = {
  gap: 'nobody found',
  swap: 'left and right, or two people, change places',
  jitter: 'landmarks tremble',
  'low-confidence': 'body hardly seen',
}

/** `0:12.4 – 0:13.9: nobody found`; of a single moment its time alone. */
export function flawText({ kind, startUs, endUs }: Flaw): string {
  const [start, end] = [momentText(startUs, 1), momentText(endUs, 1)]
  return `${start === end ? start : `${start} – ${end}`}: ${flawTexts[kind]}`
}
