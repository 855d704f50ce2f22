import { z } from 'zod'

/** The largest photos and videos that are tracked. Larger ones are refused before any decoding. */
export const inputLimitsSchema = z.object({
  /** Width times height in millions: decoding takes 4 to 7 MB of memory for each. */
  photoMegapixels: z.number().min(1).max(1000),
  /** Size of the file in units of 1024 ** 3 bytes. More than 2 cannot be read at once. */
  photoGib: z.number().min(0.01).max(2),
  /** Width times height of a frame in millions. */
  videoMegapixels: z.number().min(1).max(300),
  videoGib: z.number().min(0.01).max(1_000_000),
  /** Duration as the video's header tells it; one that tells none is taken. */
  videoHours: z.number().min(0.01).max(100_000),
})
export type InputLimits = Readonly<z.infer<typeof inputLimitsSchema>>

export const defaultInputLimits: InputLimits = {
  photoMegapixels: 150,
  photoGib: 1,
  // Holds every 8K format, up to 8192 x 8192.
  videoMegapixels: 68,
  videoGib: 10_000,
  videoHours: 24,
}
