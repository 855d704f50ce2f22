import { z } from 'zod'
import { ownMeasuresSchema } from '../measures/measure'
import { exportFormats } from './formats'

/** long: one row per landmark. wide: one row per frame and subject, a column per coordinate. */
export const csvShapes = ['long', 'wide'] as const
export type CsvShape = (typeof csvShapes)[number]

export const csvOptionsSchema = z.object({
  shape: z.enum(csvShapes),
  /** Put an apostrophe before text that a spreadsheet would run as a formula. */
  defuseFormulas: z.boolean(),
  /** Begin with a byte order mark, so that Excel reads UTF-8. */
  byteOrderMark: z.boolean(),
})
export type CsvOptions = Readonly<z.infer<typeof csvOptionsSchema>>

export const defaultCsvOptions: CsvOptions = {
  shape: 'long',
  defuseFormulas: true,
  byteOrderMark: false,
}

/** Landmarks as they were tracked, or with the steps of their edits applied. */
export const landmarkVersions = ['tracked', 'edited'] as const
export type LandmarkVersion = (typeof landmarkVersions)[number]

export const exportOptionsSchema = z.object({
  format: z.enum(exportFormats),
  /** As they were tracked if it is not said. */
  landmarks: z.enum(landmarkVersions).optional(),
  /** Of the CSV and of the tables of measures, whose shape is their own. */
  csv: csvOptionsSchema,
  /** What is calculated beside the measures of the app; used by the tables of measures alone. */
  ownMeasures: ownMeasuresSchema.optional(),
})
export type ExportOptions = Readonly<z.infer<typeof exportOptionsSchema>>
