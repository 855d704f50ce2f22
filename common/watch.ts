import { z } from 'zod'
import { sentenceSchema } from './sentenceSchema'
import { trackingOptionsSchema } from './tasks'

/** A folder whose new files are tracked as they come. */
export const watchedFolderSchema = z.object({
  /** Absolute. */
  folder: z.string().min(1),
  /** As they were when it was added. */
  options: trackingOptionsSchema,
  /** Where the CSV of each file is written; null is beside the file. */
  resultsFolder: z.string().min(1).nullable(),
  isOn: z.boolean(),
  /** Files that came before are left alone: milliseconds since 1970. */
  sinceMs: z.number(),
})
export type WatchedFolder = Readonly<z.infer<typeof watchedFolderSchema>>

export const watchedFoldersSchema = z.array(watchedFolderSchema).max(50).readonly()

/** What a watched folder is doing. */
export const watchStatusSchema = z.object({
  folder: z.string(),
  /** Files of it that wait, are in work, were tracked, and could not be. */
  waiting: z.int(),
  tracked: z.int(),
  failed: z.int(),
  /** Why it cannot be watched, or a result not be written; null if all is well. */
  problem: sentenceSchema.nullable(),
})
export type WatchStatus = Readonly<z.infer<typeof watchStatusSchema>>
