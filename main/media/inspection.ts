import type { ByteSource } from './byteSource'
import type { PixelSize } from './pixelSize'

/** What a look at a file's structure tells, without decoding anything. */
export type Inspection =
  /** From its first byte to its last mark all is there. The size is null where it is not told. */
  | { readonly kind: 'complete'; readonly size: PixelSize | null }
  /** Its end, or something without which it cannot be opened, is missing. */
  | { readonly kind: 'truncated' }
  /** Its structure makes no sense. */
  | { readonly kind: 'damaged' }

/** Looks at the structure of a file of one format. Reads little of it. */
export type Inspect = (bytes: ByteSource) => Promise<Inspection>
