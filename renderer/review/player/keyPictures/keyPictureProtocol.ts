/** What the page tells the maker of key pictures, a Web Worker. */
export type KeyPictureRequest =
  /** First message: the video's address, and around which of its times pictures are wanted. */
  | { readonly kind: 'open'; readonly url: string; readonly timesS: readonly number[] }
  /** Leave the processor to others, until told to go on. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'go' }

/** What the maker tells the page: a small picture of a key frame, with its presentation time. */
export interface KeyPicture {
  readonly timeS: number
  readonly image: ImageBitmap
}
