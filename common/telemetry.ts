import { z } from 'zod'
import { sentenceSchema } from './sentenceSchema'

const bytes = z.number().nonnegative()

/** Limits are set in megabytes of a million bytes, as sizes are shown. */
export const bytesPerMb = 1_000_000

/** What a worker process tells of its own memory, once a second. */
export const workerVitalsSchema = z.object({
  rssBytes: bytes,
  /** Memory of MediaPipe's WebAssembly; null before its first detection. It never shrinks. */
  wasmHeapBytes: bytes.nullable(),
  jsHeapBytes: bytes,
  /** Memory outside the JavaScript heap that its objects hold, WebAssembly's included. */
  externalBytes: bytes,
})
export type WorkerVitals = Readonly<z.infer<typeof workerVitalsSchema>>

export const processRoles = ['main', 'page', 'worker', 'service', 'remote'] as const
export type ProcessRole = (typeof processRoles)[number]

/** Whose memory a curve shows: a worker's by its place in the pool, whichever process is there. */
const curveNameSchema = z.object({
  role: z.enum(processRoles),
  /** The place of a worker of the batch, of the service or of other machines, from 0; else null. */
  worker: z.int().nonnegative().nullable(),
})
export type CurveName = Readonly<z.infer<typeof curveNameSchema>>

/** One process of the app at one moment. What it does not tell is null. */
export const processSampleSchema = curveNameSchema.extend({
  processId: z.int(),
  /** The machine it runs on, where that is another one. */
  machine: z.string().optional(),
  rssBytes: bytes,
  wasmHeapBytes: bytes.nullable(),
  jsHeapBytes: bytes.nullable(),
  externalBytes: bytes.nullable(),
  /** Files this process has settled since it was started; null for main and the page. */
  filesSettled: z.int().nonnegative().nullable(),
  /** Name of the file in work. */
  file: z.string().nullable(),
  /** How long that file has been in work. */
  fileAgeMs: z.number().nonnegative().nullable(),
})
export type ProcessSample = Readonly<z.infer<typeof processSampleSchema>>

/** All processes of the app at one moment, in milliseconds since 1970. */
export const telemetrySampleSchema = z.object({
  timeMs: z.number(),
  processes: z.array(processSampleSchema).readonly(),
})
export type TelemetrySample = Readonly<z.infer<typeof telemetrySampleSchema>>

/** Whether two things belong to the same curve. */
export function isSameCurve(a: CurveName, b: CurveName): boolean {
  return a.role === b.role && a.worker === b.worker
}

/** The value of a curve in a sample, a worker's with its successor's; null where there was no process. */
export function curveRssBytes({ processes }: TelemetrySample, name: CurveName): number | null {
  const own = processes.filter((process) => isSameCurve(process, name))
  return own.length === 0 ? null : own.reduce((sum, { rssBytes }) => sum + rssBytes, 0)
}

/**
 * `retired`: ended by plan, another one stands ready. `stalled`: ended because nothing came of its
 * file. `memory-short`: the app as a whole takes too much, or the machine has too little left.
 */
export const telemetryEventKinds = [
  'started',
  'retired',
  'crashed',
  'stalled',
  'memory-short',
  'memory-eased',
] as const

/** Something that happened to a process, with the reason for people. */
export const telemetryEventSchema = z.object({
  timeMs: z.number(),
  kind: z.enum(telemetryEventKinds),
  worker: z.int().nonnegative().nullable(),
  processId: z.int().nullable(),
  reason: sentenceSchema,
})
export type TelemetryEvent = Readonly<z.infer<typeof telemetryEventSchema>>

/** A day of memory at falling resolution, as columns of one table: what curves are drawn from. */
export const telemetryHistorySchema = z.object({
  /** Rising. */
  timesMs: z.array(z.number()),
  /** The largest resident set in the time up to each moment; null where there was no process. */
  curves: z.array(curveNameSchema.extend({ rssBytes: z.array(bytes.nullable()) })),
  /** The oldest first. */
  events: z.array(telemetryEventSchema),
})
export type TelemetryHistory = Readonly<z.infer<typeof telemetryHistorySchema>>

/** What the policy acts on; null is the default for the task, the machine, or off. */
export const memoryLimitsSchema = z.object({
  /** Resident set above which a worker is replaced; null is the default of its task. */
  workerMb: z.int().min(200).max(65_536).nullable(),
  /** All processes of the app together; null is three quarters of the machine's memory. */
  appMb: z.int().min(1000).max(1_048_576).nullable(),
  /** Files after which a worker is replaced; null is never. */
  filesPerWorker: z.int().min(1).max(1_000_000).nullable(),
})
export type MemoryLimits = Readonly<z.infer<typeof memoryLimitsSchema>>

export const defaultMemoryLimits: MemoryLimits = {
  workerMb: null,
  appMb: null,
  filesPerWorker: null,
}

/** The limits in force now, in bytes, defaults worked out. */
export const activeLimitsSchema = z.object({ workerBytes: bytes, appBytes: bytes })
export type ActiveLimits = Readonly<z.infer<typeof activeLimitsSchema>>
