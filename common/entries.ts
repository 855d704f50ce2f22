import { z } from 'zod'
import { editStepsSchema } from './edits/steps'
import { trackingSummarySchema } from './jobs'
import { qualitySchema } from './quality'
import { recordingSetupSchema } from './recording'
import { trackingOptionsSchema } from './tasks'

export const entryKinds = ['photo', 'video', 'recording'] as const
export type EntryKind = (typeof entryKinds)[number]

export const tagSchema = z.string().trim().min(1).max(50)
export const notesSchema = z.string().max(10_000)

/** One result of the library: a file that was tracked, or a live recording. */
export const entrySchema = z.object({
  /** The id of its source, and of the job that it was. */
  id: z.int().nonnegative(),
  batchId: z.int(),
  kind: z.enum(entryKinds),
  /** A file's name inside the folder that was added; a recording's title. */
  name: z.string(),
  /** The photo or video; null of a recording without one. */
  path: z.string().nullable(),
  /** When its batch or recording began, ISO 8601. */
  createdAt: z.string(),
  options: trackingOptionsSchema,
  modelFileName: z.string(),
  modelSha256: z.string(),
  /** Of a recording only. */
  recording: recordingSetupSchema.nullable(),
  summary: trackingSummarySchema,
  tags: z.array(tagSchema).readonly(),
  notes: notesSchema,
  /** ISO 8601; null if it is not in the trash. */
  trashedAt: z.string().nullable(),
  hasThumbnail: z.boolean(),
  /** Null until it has been looked at. */
  quality: qualitySchema.nullable(),
  edits: editStepsSchema,
})
export type Entry = Readonly<z.infer<typeof entrySchema>>
export type EntryId = number
