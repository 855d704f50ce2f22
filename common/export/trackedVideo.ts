import type { FrameLandmarks, LandmarkField, PartName } from '../landmarks'
import type { Task } from '../tasks'
import { partsOfTask, partTables } from './parts'

/** A video of the library, as the formats see it that have a file for each video or subject. */
export interface TrackedVideo {
  readonly task: Task
  /** What an export calls it. */
  readonly source: string
  readonly widthPx: number
  readonly heightPx: number
  /** Presentation time of every tracked frame, also of those in which nothing was found. */
  readonly timesS: readonly number[]
  /** Everybody who has one of the parts that the format reads, by their number. */
  readonly subjects: readonly number[]
  /** Every tracked frame in order, with the parts and fields that the format reads. */
  readonly frames: () => AsyncIterable<FrameLandmarks>
}

/** What a format reads from the library; other parts are left out, other fields are NaN. */
export interface FormatNeeds {
  readonly parts: readonly PartName[]
  readonly fields: readonly LandmarkField[]
}

/** All that a task tells. */
export function everythingOf(task: Task): FormatNeeds {
  const parts = partsOfTask[task]
  return { parts, fields: [...new Set(parts.flatMap((part) => partTables[part].fields))] }
}
