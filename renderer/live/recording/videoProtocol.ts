import type { WireError } from '../../../common/errors'

/** What the page tells the video encoder, a Web Worker. */
export type EncoderRequest =
  /** First message, with main's port for the bytes of the file. */
  | { readonly kind: 'open'; readonly port: MessagePort }
  /** Encode this frame, which is the encoder's to close. The time counts from the recording's start. */
  | { readonly kind: 'encode'; readonly picture: VideoFrame; readonly timestampUs: number }
  /** No more frames: complete the file. */
  | { readonly kind: 'finish' }

/** What the video encoder tells the page. */
export type EncoderEvent =
  { readonly kind: 'finished' } | { readonly kind: 'failed'; readonly error: WireError }
