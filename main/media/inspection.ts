import type { ByteSource } from './byteSource'
import type { PixelSize } from './pixelSize'

/** What a look at a file's structure tells, without decoding anything. */
export type Inspection =
  | CompleteFile
  /** Its end, or something without which it cannot be opened, is missing. */
  | { readonly kind: 'truncated' }
  /** Its structure makes no sense. */
  | { readonly kind: 'damaged' }

/** From its first byte to its last mark all is there. */
export interface CompleteFile {
  readonly kind: 'complete'
  /** Null where it is not told. */
  readonly size: PixelSize | null
  /** Of a video; null or missing where it is not told. */
  readonly durationS?: number | null
}

/** Looks at the structure of a file of one format. Reads little of it. */
export type Inspect = (bytes: ByteSource) => Promise<Inspection>
