import { landmarkFields, type LandmarkField, type PartName } from '../landmarks'
import type { Task } from '../tasks'
import { topologies } from '../topologies'
import type { CsvShape } from './options'
import { partsOfTask, partTables } from './parts'

/** Where the cells of a column come from. */
export type ColumnContent =
  | { readonly kind: 'source' | 'frame' | 'time' | 'subject' | 'detected' }
  /** Of the row's part; in a wide table of the part that is named. */
  | { readonly kind: 'handedness' | 'score'; readonly part: PartName | null }
  | { readonly kind: 'part' | 'landmark' }
  /** A number of the row's landmark. */
  | { readonly kind: 'field'; readonly field: LandmarkField }
  /** A number of a certain landmark, which is the `index`-th of its topology. */
  | {
      readonly kind: 'point'
      readonly part: PartName
      readonly index: number
      readonly field: LandmarkField
    }

export interface CsvColumn {
  readonly name: string
  readonly content: ColumnContent
}

const rowColumns: readonly CsvColumn[] = [
  { name: 'source', content: { kind: 'source' } },
  { name: 'frame', content: { kind: 'frame' } },
  { name: 'time_s', content: { kind: 'time' } },
  { name: 'subject', content: { kind: 'subject' } },
  { name: 'detected', content: { kind: 'detected' } },
]

/** The same for every task, so that tables of different tasks can be put under each other. */
const longColumns: readonly CsvColumn[] = [
  ...rowColumns,
  { name: 'part', content: { kind: 'part' } },
  { name: 'handedness', content: { kind: 'handedness', part: null } },
  { name: 'landmark', content: { kind: 'landmark' } },
  ...landmarkFields.map((field) => ({ name: field, content: { kind: 'field', field } as const })),
  { name: 'score', content: { kind: 'score', part: null } },
]

/** The columns of a CSV in order. A wide one has only what the task's parts really have. */
export function csvColumns(shape: CsvShape, task: Task): readonly CsvColumn[] {
  if (shape === 'long') return longColumns
  const handColumns = task === 'hands' ? handednessColumns : []
  return [...rowColumns, ...handColumns, ...partsOfTask[task].flatMap(pointColumns)]
}

const handednessColumns: readonly CsvColumn[] = [
  { name: 'handedness', content: { kind: 'handedness', part: 'hand' } },
  { name: 'score', content: { kind: 'score', part: 'hand' } },
]

function pointColumns(part: PartName): CsvColumn[] {
  const { topology, fields } = partTables[part]
  return topologies[topology].landmarks.flatMap((landmark, index) =>
    fields.map((field) => ({
      name: `${pointPrefix(part, landmark)}_${field}`,
      content: { kind: 'point', part, index, field },
    })),
  )
}

/** A face's landmarks already say what they are part of: `face_000`. */
function pointPrefix(part: PartName, landmark: string): string {
  return part === 'face' ? landmark : `${part}_${landmark}`
}
