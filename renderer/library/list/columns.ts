import type { QualityColumn } from '../qualityTexts'

/** What has room in the list; the rest stands in the details. */
export const shownQualityColumns: readonly QualityColumn[] = [
  'detected',
  'longestGap',
  'jitter',
  'swaps',
  'lowestConfidence',
  'framesPerSecond',
  'dropped',
]
