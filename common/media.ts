import { z } from 'zod'
import type { Sentence } from './sentence'

export const mediaKinds = ['photo', 'video'] as const
export type MediaKind = (typeof mediaKinds)[number]

/** Why a file was not taken into a batch. */
export const refusalReasons = [
  'unsupported',
  'hidden',
  'empty',
  'unreadable',
  'truncated',
  'wrongly-named',
  'oversized',
  'link-loop',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** A photo or video that can be tracked. */
export interface MediaFile {
  /** Absolute path on this machine. */
  readonly path: string
  /** Path from the folder that was added, with `/` between folders: the `source` of the CSV. */
  readonly name: string
  readonly kind: MediaKind
  readonly sizeBytes: number
}

/** A file that was found but cannot be tracked. */
export interface RefusedFile {
  readonly path: string
  readonly name: string
  readonly sizeBytes: number
  readonly reason: RefusalReason
  /** For people: what is wrong and what to do. */
  readonly explanation: Sentence
}

/** What looking through files and folders finds, in a fixed order. */
export type FoundFile =
  | { readonly kind: 'media'; readonly file: MediaFile }
  | { readonly kind: 'refused'; readonly file: RefusedFile }

export const mediaKindSchema = z.enum(mediaKinds)
export const refusalReasonSchema = z.enum(refusalReasons)
