import type { ColumnMeaning } from './columnMeanings'

/** What the JSON of an export says of a format that has a file for each video or subject. */
export interface FormatMeaning {
  /** Who has settled the format, and where that can be read. */
  readonly standard: string
  readonly units: string
  readonly axes: string
  /** Which moments the frames of a file are of. */
  readonly frames: string
  /** What stands where something was not found. */
  readonly missing: string
  /** What the format cannot tell, and what was done about it. */
  readonly notes: readonly string[]
  /** Columns or channels; in a pattern, `<landmark>` stands for each landmark's name. */
  readonly columns: readonly ColumnMeaning[]
}
