import { z } from 'zod'
import { frameLandmarksSchema } from './wireSchemas'

/** What a worker shows of the frame just tracked, straight to the window on its own port. */
export const previewSchema = z.object({
  jobId: z.int(),
  /** The upright frame as a small JPEG. */
  jpeg: z.instanceof(Uint8Array),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  landmarks: frameLandmarksSchema,
})
export type Preview = Readonly<z.infer<typeof previewSchema>>
