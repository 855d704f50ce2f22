/** The largest files and pictures that are tracked. Larger ones are refused before any decoding. */
export interface MediaLimits {
  /** Pixels of a photo: decoding takes 4 to 7 bytes of memory for each. */
  readonly photoPixels: number
  readonly photoBytes: number
  /** Pixels of a video's frame; 8192 x 8192 holds every 8K format. */
  readonly videoFramePixels: number
}

export const defaultMediaLimits: MediaLimits = {
  photoPixels: 150_000_000,
  photoBytes: 1024 ** 3,
  videoFramePixels: 8192 * 8192,
}
