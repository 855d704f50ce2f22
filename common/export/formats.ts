import { tasks, type Task } from '../tasks'

/** What landmarks can be written as, in the order in which people choose. */
export const exportFormats = ['csv', 'parquet', 'json-lines'] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface FormatFacts {
  readonly title: string
  /** One sentence for people: what opens it. */
  readonly opensIn: string
  /** Of its files, without a point. */
  readonly ending: string
  /** Whose landmarks it can hold. */
  readonly tasks: readonly Task[]
}

export const formatFacts: Readonly<Record<ExportFormat, FormatFacts>> = {
  csv: {
    title: 'CSV',
    opensIn: 'Opens in Excel, R, pandas and nearly everything else.',
    ending: 'csv',
    tasks,
  },
  parquet: {
    title: 'Parquet',
    opensIn: 'Opens in pandas, Polars, R and DuckDB: smaller and faster than CSV, with types.',
    ending: 'parquet',
    tasks,
  },
  'json-lines': {
    title: 'JSON Lines',
    opensIn: 'For programs: a line for each frame and subject, with its landmarks inside.',
    ending: 'jsonl',
    tasks,
  },
}

/** Formats whose export is one file. */
export type TableFormat = ExportFormat

/** The format that a file's ending stands for; undefined where it stands for none. */
export function formatOfEnding(path: string): ExportFormat | undefined {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase()
  if (ending === 'ndjson') return 'json-lines'
  return exportFormats.find((format) => formatFacts[format].ending === ending)
}
