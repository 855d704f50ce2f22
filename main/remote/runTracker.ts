import type { Redis } from 'ioredis'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { RemoteProcess } from '../../common/remote'
import type { Segment } from '../../common/segments'
import { sentence } from '../../common/sentence'
import type { WorkerVitals } from '../../common/telemetry'
import type { WorkerJob } from '../../common/workerProtocol'
import type { Pool, PoolOptions } from '../pool/pool'
import type { RunOutcome } from '../pool/workerProcess'
import type { WorkerSample } from '../pool/workerSlot'
import { cutFrames, packFrames } from './frameCodec'
import type { RemoteEvent, RemoteJob } from './remoteProtocol'
import { ResultWriter } from './resultWriter'
import { RunLine } from './runLine'

/** The bytes of landmarks that one entry in Redis holds. */
const mostEntryBytes = 256_000

export interface RunTrackerOptions {
  readonly redis: Redis
  readonly runId: string
  /** Makes the processes that track. */
  readonly createPool: (options: Pick<PoolOptions, 'work' | 'onStatusChanged'>) => Pool
}

/** A worker program's part of one run: processes with the run's model, and the way back. */
export class RunTracker {
  readonly #line: RunLine
  readonly #pool: Pool
  readonly #writer: ResultWriter
  readonly #tokens = new Map<WorkerJob, string>()
  #isHeld = false
  #isPaused = false
  #isOver = false

  constructor({ redis, runId, createPool }: RunTrackerOptions) {
    this.#line = new RunLine(() => this.#pool.wake())
    this.#writer = new ResultWriter({
      ...{ redis, runId },
      onHeld: (mustWait) => {
        this.#isHeld = mustWait
        this.#applyPause()
      },
    })
    this.#pool = createPool({ work: this.#line, onStatusChanged: () => undefined })
    this.#pool.start()
  }

  /** Whether the run has been ended: what comes of its jobs then counts for nothing. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Tracks the file at this path, and tells all that comes of it. */
  async track(remote: RemoteJob, path: string): Promise<void> {
    const job = await jobHere(remote, path)
    this.#tokens.set(job, remote.token)
    const write = (event: RemoteEvent, bytes?: Uint8Array): void => {
      // What Redis did not take, the submitter misses.
      this.#writer.write(remote.token, event, bytes).catch(() => undefined)
    }
    const outcome = await this.#line.track(job, remote.file.sizeBytes, {
      onPlanned: (segments) => write({ kind: 'planned', segments: asSeenThere(segments, remote) }),
      onFrames: (frames, progress) => {
        for (const some of cutFrames(frames, mostEntryBytes)) {
          const { heads, bytes } = packFrames(some)
          write({ kind: 'frames', frames: heads, progress }, bytes)
        }
      },
    })
    this.#tokens.delete(job)
    if (!this.#isOver) await this.#tell(remote.token, outcome)
  }

  /** Has the submitter send the file of an attempt. */
  askForUpload(token: string): Promise<void> {
    return this.#writer.write(token, { kind: 'upload-wanted' })
  }

  setPaused(isPaused: boolean): void {
    if (isPaused === this.#isPaused) return
    this.#isPaused = isPaused
    this.#applyPause()
  }

  /** What each process is doing, and what it told of itself. */
  processes(): RemoteProcess[] {
    const samples = this.#pool.samples()
    return this.#pool.statuses().map(({ processId, state, job }) => {
      const sample = samples.find((one) => one.processId === processId)
      return {
        ...{ processId, state },
        token: (job && this.#tokens.get(job)) ?? null,
        file: job ? basename(job.path) : null,
        fileAgeMs: sample?.fileAgeMs ?? null,
        filesSettled: sample?.filesSettled ?? 0,
        vitals: sample ? vitalsOf(sample) : null,
      }
    })
  }

  /** Ends all of it at once; jobs in work come to an end too. */
  async stop(): Promise<void> {
    this.#isOver = true
    this.#writer.close()
    this.#line.close(sentence('sentences.remote.runEnded'))
    await this.#pool.stop()
  }

  #applyPause(): void {
    if (this.#isHeld || this.#isPaused) this.#pool.pause()
    else this.#pool.resume()
  }

  #tell(token: string, outcome: RunOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'finished': {
        const { kind, summary, subjects, thumbnail } = outcome
        const event = { kind, summary, subjects, hasThumbnail: thumbnail !== null }
        return this.#writer.write(token, event, thumbnail ?? undefined)
      }
      case 'failed':
        return this.#writer.write(token, outcome)
      case 'crashed':
        return this.#writer.write(token, { kind: 'crashed', reason: outcome.reason })
    }
  }
}

/** A segment knows its file by size and time: here that is the file at hand, if there it is the one. */
async function jobHere({ job, file }: RemoteJob, path: string): Promise<WorkerJob> {
  const { segment } = job
  if (!segment || !isSame(segment.file, file)) return { ...job, path }
  const { size, mtimeMs } = await stat(path)
  return { ...job, path, segment: { ...segment, file: { sizeBytes: size, modifiedMs: mtimeMs } } }
}

function asSeenThere(segments: readonly Segment[], { file }: RemoteJob): Segment[] {
  return segments.map((segment) => ({ ...segment, file }))
}

function isSame(a: Segment['file'], b: Segment['file']): boolean {
  return a.sizeBytes === b.sizeBytes && a.modifiedMs === b.modifiedMs
}

function vitalsOf(sample: WorkerSample): WorkerVitals {
  const { rssBytes, wasmHeapBytes, jsHeapBytes, externalBytes } = sample
  const known = { jsHeapBytes: jsHeapBytes ?? 0, externalBytes: externalBytes ?? 0 }
  return { rssBytes, wasmHeapBytes, ...known }
}
