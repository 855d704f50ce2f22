import { z } from 'zod'
import { sentenceSchema } from '../sentenceSchema'

/** A page's origin, as browsers send it. */
export const originSchema = z.url({ protocol: /^https?$/ }).refine((url) => !url.endsWith('/'))

export const serviceSettingsSchema = z.object({
  isOn: z.boolean(),
  /** Where it listens on 127.0.0.1. */
  port: z.int().min(1024).max(65_535),
  /** What whoever asks must know; empty: a random one is made when it is switched on. */
  token: z.string().max(200),
  /** Pages that may ask too, though they come from elsewhere. */
  allowedOrigins: z.array(originSchema).max(20).readonly(),
  /** Folders whose files may be asked for by their path; settings of before have none. */
  allowedFolders: z.array(z.string().min(1)).max(100).readonly().default([]),
})
export type ServiceSettings = Readonly<z.infer<typeof serviceSettingsSchema>>

export const defaultServiceSettings: ServiceSettings = {
  isOn: false,
  port: 8765,
  token: '',
  allowedOrigins: [],
  allowedFolders: [],
}

/** Whether the service answers. */
export const serviceStatusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('on'), address: z.string() }),
  z.object({ kind: z.literal('failed'), message: sentenceSchema }),
])
export type ServiceStatus = Readonly<z.infer<typeof serviceStatusSchema>>
