import { z } from 'zod'
import { trackingSummarySchema } from './jobs'
import { qualityFiguresSchema } from './quality'
import { recordingSetupSchema } from './recording'
import { trackingOptionsSchema } from './tasks'

export const entryKinds = ['photo', 'video', 'recording'] as const
export type EntryKind = (typeof entryKinds)[number]

export const tagSchema = z.string().trim().min(1).max(50)
export const notesSchema = z.string().max(10_000)

/** What the entries of a batch have in common. */
export const entryBatchSchema = z.object({
  id: z.int(),
  /** When the batch or recording began, ISO 8601. */
  createdAt: z.string(),
  options: trackingOptionsSchema,
  modelFileName: z.string(),
  modelSha256: z.string(),
  /** Null for a batch of files. */
  recording: recordingSetupSchema.nullable(),
})
export type EntryBatch = Readonly<z.infer<typeof entryBatchSchema>>

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
  summary: trackingSummarySchema,
  tags: z.array(tagSchema).readonly(),
  notes: notesSchema,
  /** ISO 8601; null if it is not in the trash. */
  trashedAt: z.string().nullable(),
  hasThumbnail: z.boolean(),
  /** Null until it has been looked at. Its flaws are asked for one by one. */
  quality: qualityFiguresSchema.nullable(),
  isEdited: z.boolean(),
})
export type Entry = Readonly<z.infer<typeof entrySchema>>
export type EntryId = Entry['id']

/** Entries, the newest first, those in the trash too, and the batches that they are from. */
export const entryListSchema = z.object({
  batches: z.array(entryBatchSchema).readonly(),
  entries: z.array(entrySchema).readonly(),
})
export type EntryList = Readonly<z.infer<typeof entryListSchema>>

/** Some of a long list: it is read in pages, so that nobody is held up by ten thousand results. */
export const entryPageSchema = entryListSchema.extend({
  /** Whether there are older ones. */
  hasMore: z.boolean(),
})
export type EntryPage = Readonly<z.infer<typeof entryPageSchema>>
