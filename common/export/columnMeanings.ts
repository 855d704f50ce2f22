import type { LandmarkField, PartName } from '../landmarks'
import type { Task } from '../tasks'
import type { CsvShape } from './options'
import { partsOfTask, partTables } from './parts'

/** What a column, or each column of a pattern, says. */
export interface ColumnMeaning {
  /** In a pattern, `<landmark>` stands for each landmark's name. */
  readonly column: string
  readonly meaning: string
  readonly unit: string | null
}

/** Of the cells that every row begins with. */
export const rowMeanings: readonly ColumnMeaning[] = [
  meaning('source', 'The photo or video; its path where several have the same name'),
  meaning('frame', 'Index of the frame in its source, from 0, frames not tracked counted too'),
  meaning('time_s', 'Presentation time from the start of the source; 0 for a photo', 'seconds'),
  meaning('subject', 'Who it is, from 0; the same number throughout a video'),
  meaning('detected', 'true where a subject was found; false in the one row of an empty frame'),
]

export const handednessMeaning = meaning(
  'handedness',
  "left or right: the person's own hand, as the picture is not mirrored",
)
const scoreMeaning = meaning('score', 'How sure the model is of the handedness', '0 to 1')

const longMeanings: readonly ColumnMeaning[] = [
  meaning('part', 'What the landmark belongs to: pose, left_hand, right_hand, face or hand'),
  handednessMeaning,
  meaning('landmark', "MediaPipe's name of the landmark, or its number in a face"),
]

const fieldMeanings: Readonly<Record<LandmarkField, readonly [meaning: string, unit: string]>> = {
  x: ['From the left edge of the upright picture to the right', 'picture widths'],
  y: ['From the upper edge of the upright picture down', 'picture heights'],
  z: ['Depth from the origin of the part, smaller is nearer to the camera', 'picture widths'],
  world_x: ['Place in space from the origin of the part, to the right', 'metres'],
  world_y: ['Place in space from the origin of the part, down', 'metres'],
  world_z: ['Place in space from the origin of the part, away from the camera', 'metres'],
  visibility: ['How likely the landmark is in the picture and not hidden', '0 to 1'],
  presence: ['How likely the landmark is in the picture', '0 to 1'],
}

/** The meaning of every column of `csvColumns`, wide ones by pattern. */
export function columnMeanings(shape: CsvShape, task: Task): readonly ColumnMeaning[] {
  if (shape === 'long') {
    const fields = Object.keys(fieldMeanings) as LandmarkField[]
    return [...rowMeanings, ...longMeanings, ...fields.map((f) => fieldMeaning(f, f)), scoreMeaning]
  }
  const handMeanings = task === 'hands' ? [handednessMeaning, scoreMeaning] : []
  return [...rowMeanings, ...handMeanings, ...partsOfTask[task].flatMap(pointMeanings)]
}

/** The same for objects that have a list of landmarks for each part: `pose[].x`. */
export function nestedMeanings(task: Task): readonly ColumnMeaning[] {
  const handMeanings = task === 'hands' ? [handednessMeaning, scoreMeaning] : []
  const ofPart = (part: PartName): ColumnMeaning[] => [
    meaning(`${part}[].landmark`, "MediaPipe's name of the landmark, or its number in a face"),
    ...partTables[part].fields.map((field) => fieldMeaning(`${part}[].${field}`, field)),
  ]
  return [...rowMeanings, ...handMeanings, ...partsOfTask[task].flatMap(ofPart)]
}

function pointMeanings(part: PartName): ColumnMeaning[] {
  const pattern = part === 'face' ? 'face_<number>' : `${part}_<landmark>`
  return partTables[part].fields.map((field) => fieldMeaning(`${pattern}_${field}`, field))
}

function fieldMeaning(column: string, field: LandmarkField): ColumnMeaning {
  return meaning(column, ...fieldMeanings[field])
}

function meaning(column: string, text: string, unit: string | null = null): ColumnMeaning {
  return { column, meaning: text, unit }
}
