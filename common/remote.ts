import { z } from 'zod'
import { workerStatusSchema } from './batch'
import { sentenceSchema } from './sentenceSchema'
import { workerVitalsSchema } from './telemetry'

/** Work on other machines, over Redis. */
export const remoteSettingsSchema = z.object({
  isOn: z.boolean(),
  /** Such as redis://user:password@host:6379; rediss:// with TLS. */
  redisUrl: z.string().max(1000),
  /** Whether this machine's own processes work too. */
  worksHereToo: z.boolean(),
})
export type RemoteSettings = Readonly<z.infer<typeof remoteSettingsSchema>>

export const defaultRemoteSettings: RemoteSettings = {
  isOn: false,
  redisUrl: 'redis://localhost:6379',
  worksHereToo: true,
}

/** One process of a worker program, as it tells of it every second. */
export const remoteProcessSchema = z.object({
  processId: z.int().nullable(),
  state: workerStatusSchema.shape.state,
  /** Which attempt at a job it has in work. */
  token: z.string().nullable(),
  /** Name of the file in work. */
  file: z.string().nullable(),
  fileAgeMs: z.number().nonnegative().nullable(),
  filesSettled: z.int().nonnegative(),
  /** Null before it has told of its memory. */
  vitals: workerVitalsSchema.nullable(),
})
export type RemoteProcess = Readonly<z.infer<typeof remoteProcessSchema>>

/** A worker program on some machine, as it tells of itself every second. */
export const remoteWorkerSchema = z.object({
  id: z.string(),
  machine: z.string(),
  processId: z.int(),
  appVersion: z.string(),
  protocolVersion: z.int(),
  /** How many files it works on at a time. */
  slots: z.int().positive(),
  /** Those it has started so far. */
  processes: z.array(remoteProcessSchema).readonly(),
})
export type RemoteWorker = Readonly<z.infer<typeof remoteWorkerSchema>>

/** What is seen of other machines. */
export const remoteStatusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('connecting') }),
  z.object({
    kind: z.literal('on'),
    workers: z.array(remoteWorkerSchema).readonly(),
    /** Why some of them get no work; null if all do. */
    problem: sentenceSchema.nullable(),
  }),
  z.object({ kind: z.literal('failed'), message: sentenceSchema }),
])
export type RemoteStatus = Readonly<z.infer<typeof remoteStatusSchema>>
