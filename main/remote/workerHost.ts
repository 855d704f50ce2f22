import { Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { sentenceOf } from '../../common/errors'
import { inEnglish, sentence, SentenceError } from '../../common/sentence'
import { packSentence, unpackSentence } from '../../common/sentenceSchema'
import { findModel, type ModelFolders } from '../models'
import { localPool } from '../pool/localPool'
import type { StartWorker } from '../pool/workerConnection'
import type { PoolSupervision } from '../pool/workerPool'
import { lockMs, lookForLostEveryMs, prefix, protocolVersion, queueName, runKey } from './names'
import { findMapped, type PathMapping } from './pathMapping'
import { givenBack, remoteJobSchema, type RemoteJob } from './remoteProtocol'
import { RunTracker } from './runTracker'
import { UploadReceiver, type HeldFile } from './uploadReceiver'
import { announceWorker, removeWorker } from './workerRegistry'

export interface WorkerHostOptions {
  readonly redis: Redis
  /** Where files that were sent are kept while they are tracked. */
  readonly uploadFolder: string
  readonly mappings: readonly PathMapping[]
  readonly startWorker: StartWorker
  /** How many files it works on at a time, each in a process of its own. */
  readonly slots: number
  readonly wasmFolder: string
  readonly modelFolders: ModelFolders
  readonly appVersion: string
  readonly supervision: PoolSupervision
  readonly log: (text: string) => void
}

const announceEveryMs = 1000
/** Jobs that are over stay this long, for their submitters to see what became of them. */
const keepOver = { age: 3600, count: 1000 }

/** A worker program: takes jobs from the queue and has this machine's processes track them. */
export class WorkerHost {
  readonly #options: WorkerHostOptions
  readonly #id = randomUUID()
  readonly #uploads: UploadReceiver
  readonly #runs = new Map<string, Promise<RunTracker>>()
  /** Those of them that are open. */
  readonly #open = new Map<string, RunTracker>()
  readonly #worker: Worker
  readonly #timer: NodeJS.Timeout

  /** Begins at once. */
  constructor(options: WorkerHostOptions) {
    this.#options = options
    const { redis, uploadFolder, slots, appVersion, log } = options
    this.#uploads = new UploadReceiver({ redis, folder: uploadFolder })
    this.#worker = new Worker(queueName(appVersion), ({ data }) => this.#run(data).catch(passOn), {
      ...{ connection: redis, prefix, concurrency: slots },
      ...{ lockDuration: lockMs, stalledInterval: lookForLostEveryMs, maxStalledCount: 0 },
      ...{ removeOnComplete: keepOver, removeOnFail: keepOver },
    })
    this.#worker.on('error', (error) => log(error.message))
    this.#worker.on('failed', (_job, { message }) => log(inEnglish(unpackSentence(message))))
    this.#timer = setInterval(() => {
      this.#look().catch((error: unknown) => log(String(error)))
    }, announceEveryMs)
    void this.#look()
  }

  /** Ends all work; its jobs go back to their submitters. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    const closing = this.#worker.close()
    await Promise.all([...this.#runs.keys()].map((runId) => this.#endRun(runId)))
    await closing
    await removeWorker(this.#options.redis, this.#id)
  }

  /** Its rejection is what the submitter reads: either `givenBack` or a sentence. */
  async #run(data: unknown): Promise<void> {
    const job = this.#check(data)
    this.#lookAhead(job)
    if ((await this.#options.redis.exists(runKey(job.runId))) === 0) throw new Error(givenBack)
    const run = await this.#findRun(job)
    const file = await this.#hold(job, run)
    try {
      await run.track(job, file.path)
    } catch (error) {
      this.#options.log((error as Error).message)
      throw new Error(givenBack, { cause: error })
    } finally {
      await file.release()
    }
    if (run.isOver) throw new Error(givenBack)
  }

  #check(data: unknown): RemoteJob {
    const { success, data: job } = remoteJobSchema.safeParse(data)
    const { appVersion } = this.#options
    if (success && job.protocolVersion === protocolVersion && job.appVersion === appVersion) {
      return job
    }
    const values = { worker: this.#name(), version: appVersion }
    throw new SentenceError(sentence('sentences.remote.unknownJob', values))
  }

  /** Has the next photo at hand while one is tracked; not the next video, which another machine may take. */
  #lookAhead({ job }: RemoteJob): void {
    const { slots } = this.#options
    this.#worker.concurrency = job.mediaKind === 'photo' ? slots + 1 : slots
  }

  #findRun(job: RemoteJob): Promise<RunTracker> {
    const known = this.#runs.get(job.runId)
    if (known) return known
    const opening = this.#openRun(job)
    this.#runs.set(job.runId, opening)
    // Another job of the run tries again: the model may be there by then.
    opening.catch(() => this.#runs.delete(job.runId))
    return opening
  }

  async #openRun({ runId, options, model }: RemoteJob): Promise<RunTracker> {
    const { redis, startWorker, slots, wasmFolder, modelFolders, supervision, log } = this.#options
    const own = await findModel(options, modelFolders).catch((error: unknown) => {
      const values = { worker: this.#name(), reason: sentenceOf(error) }
      throw new SentenceError(sentence('sentences.remote.ofWorker', values), { cause: error })
    })
    if (own.sha256 !== model.sha256) {
      const values = { worker: this.#name(), model: own.fileName }
      throw new SentenceError(sentence('sentences.remote.otherModel', values))
    }
    const open = { kind: 'open', options, modelPath: own.path, wasmFolder } as const
    const run = new RunTracker({
      ...{ redis, runId },
      createPool: (ends) =>
        localPool(startWorker)({ ...ends, size: slots, open, supervision, log }),
    })
    this.#open.set(runId, run)
    return run
  }

  /** The file where it lies, if it can be read here; else it is sent. */
  async #hold(job: RemoteJob, run: RunTracker): Promise<HeldFile> {
    const path = await findMapped(job.job.path, this.#options.mappings)
    // Another size is another file: a mapping may lead to an older copy.
    if (path !== undefined && (await stat(path)).size === job.file.sizeBytes) {
      return { path, release: () => Promise.resolve() }
    }
    const ask = (): Promise<void> => run.askForUpload(job.token)
    try {
      return await this.#uploads.receive(job, ask, () => !run.isOver)
    } catch (error) {
      this.#options.log((error as Error).message)
      throw new Error(givenBack, { cause: error })
    }
  }

  /** Once a second: follows what becomes of the runs, and says that this program is alive. */
  async #look(): Promise<void> {
    await Promise.all(
      [...this.#open].map(async ([runId, run]) => {
        const state = await this.#options.redis.get(runKey(runId))
        if (state === null) await this.#endRun(runId)
        else run.setPaused(state === 'paused')
      }),
    )
    await announceWorker(this.#options.redis, {
      ...{ id: this.#id, machine: hostname(), processId: process.pid },
      ...{ appVersion: this.#options.appVersion, protocolVersion, slots: this.#options.slots },
      processes: [...this.#open.values()].flatMap((run) => run.processes()),
    })
  }

  async #endRun(runId: string): Promise<void> {
    const opening = this.#runs.get(runId)
    this.#runs.delete(runId)
    this.#open.delete(runId)
    const run = await opening?.catch(() => undefined)
    await run?.stop()
    await this.#uploads.endRun(runId)
  }

  #name(): string {
    return `${hostname()} ${process.pid}`
  }
}

/** Of an error, BullMQ keeps the message alone. */
function passOn(cause: unknown): never {
  throw new Error(packSentence(sentenceOf(cause)), { cause })
}
