import { Job, Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { sentenceOf, toWireError } from '../../common/errors'
import type { RemoteProcess, RemoteWorker } from '../../common/remote'
import { sentence, SentenceError, type Sentence } from '../../common/sentence'
import { unpackSentence } from '../../common/sentenceSchema'
import type { WorkerJob } from '../../common/workerProtocol'
import type { Model } from '../models'
import type { CreatePool, Pool, PoolOptions } from '../pool/pool'
import type { RunOutcome } from '../pool/workerProcess'
import type { SlotStatus, WorkerSample } from '../pool/workerSlot'
import { unpackFrames } from './frameCodec'
import {
  lockMs,
  lookForLostEveryMs,
  prefix,
  protocolVersion,
  queueName,
  resultsKey,
  runKey,
} from './names'
import { connectToRedis, shownUrl } from './redis'
import { givenBack, type RemoteEvent, type RemoteJob } from './remoteProtocol'
import { ResultReader, type Told } from './resultReader'
import { sendFile } from './uploadSender'
import { Problems } from './problems'
import { isUsable, readWorkers, versionProblem } from './workerRegistry'

export interface RemotePoolOptions {
  readonly redisUrl: string
  readonly appVersion: string
  readonly model: Pick<Model, 'fileName' | 'sha256'>
  /** Something a person must know. */
  readonly onProblem: (message: Sentence) => void
  /** What `onProblem` told is so no longer. */
  readonly onProblemSolved?: ((message: Sentence) => void) | undefined
}

/** One being tracked and one at hand: a worker never waits for the next, nor holds many at the end. */
const jobsPerSlot = 2
const lookEveryMs = 1000
/** A run that nobody renews for so long is over, for the workers. */
const runExpiryMs = 15_000
/** Workers may have been started a moment ago. */
const patienceMs = 5000
const partingMs = 2000

/** Makes pools whose workers are on other machines, behind a Redis. */
export function remotePool(options: RemotePoolOptions): CreatePool {
  return (own) => new RemotePool(own, options)
}

/** One attempt at a job. */
interface Attempt {
  readonly job: WorkerJob
  /** How much of what its worker tells has been heard. */
  heard: number
  /** Whether the queue did not know it when it was looked for. */
  isMissing: boolean
}

/** What a pool has while it is connected. */
interface Session {
  readonly redis: Redis
  readonly queue: Queue
  /** Takes no jobs: it looks for those whose worker has died, for when no other worker lives. */
  readonly watcher: Worker
  readonly reader: ResultReader
}

/**
 * The submitting end of workers on other machines. Each job it puts into the queue is one attempt,
 * named by a token: what comes of an attempt that it has given up counts for nothing.
 */
class RemotePool implements Pool {
  readonly #own: PoolOptions
  readonly #options: RemotePoolOptions
  readonly #runId = randomUUID()
  /** Attempts that may still yield something, by their tokens. */
  readonly #inFlight = new Map<string, Attempt>()
  /** The first place of each worker program that was seen; none is given twice. */
  readonly #places = new Map<string, number>()
  readonly #problems: Problems
  #nextPlace: number
  #workers: readonly RemoteWorker[] = []
  #session: Session | undefined
  #opening: Promise<void> = Promise.resolve()
  #looking: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #lastSeenMs = performance.now()
  #isPaused = false
  #isStopping = false

  constructor(own: PoolOptions, options: RemotePoolOptions) {
    this.#own = own
    this.#options = options
    this.#nextPlace = own.size
    this.#problems = new Problems(options.onProblem, options.onProblemSolved)
  }

  start(): void {
    this.#opening = this.#open().catch((error: unknown) => {
      this.#own.work.onGivenUp(sentenceOf(error))
    })
  }

  wake(): void {
    this.#fill()
  }

  /** Says how many processes this machine bears, which is nothing to others. */
  setWanted(): void {
    this.#fill()
  }

  pause(): void {
    this.#isPaused = true
    void this.#renewRun()
  }

  resume(): void {
    this.#isPaused = false
    void this.#renewRun()
    this.#fill()
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    clearInterval(this.#timer)
    const tokens = [...this.#inFlight.keys()]
    for (const token of tokens)
      this.#settle(token, { kind: 'crashed', reason: sentence('sentences.remote.runEnded') })
    await this.#opening
    const session = this.#session
    this.#session = undefined
    this.#problems.clear()
    if (session) await close(session, this.#runId, tokens)
  }

  statuses(): SlotStatus[] {
    return this.#seen().map(({ worker, machine, process }) => {
      const { processId, state } = process
      return { worker, machine, processId, state, job: this.#jobOf(process) }
    })
  }

  samples(): WorkerSample[] {
    return this.#seen().flatMap(({ worker, machine, process }) => {
      const { processId, vitals, filesSettled, fileAgeMs } = process
      if (processId === null || vitals === null) return []
      const job = this.#jobOf(process)
      return [
        { role: 'remote', worker, machine, processId, ...vitals, filesSettled, fileAgeMs, job },
      ]
    })
  }

  async #open(): Promise<void> {
    const { redisUrl, appVersion } = this.#options
    const unanswered = sentence('sentences.remote.batchWaits', { url: shownUrl(redisUrl) })
    const redis = await connectToRedis(redisUrl, () => {
      if (!this.#isStopping) this.#problems.tell('answer', unanswered)
    })
    redis.on('ready', () => this.#problems.tell('answer', null))
    const { log } = this.#own
    const options = { connection: redis, prefix }
    // Nobody reads BullMQ's events.
    const streams = { events: { maxLen: 100 } }
    const queue = new Queue(queueName(appVersion), { ...options, streams })
    const watcher = new Worker(queueName(appVersion), null, {
      ...{ ...options, lockDuration: lockMs, stalledInterval: lookForLostEveryMs },
      ...{ maxStalledCount: 0, autorun: false },
    })
    queue.on('error', (error) => log(error.message))
    watcher.on('error', (error) => log(error.message))
    await watcher.startStalledCheckTimer()
    const reader = new ResultReader({
      ...{ redis: redis.duplicate(), runId: this.#runId, log },
      onTold: (told) => this.#hear(told),
      onMisfit: (token, reason) => this.#settle(token, { kind: 'crashed', reason }),
    })
    this.#session = { redis, queue, watcher, reader }
    if (this.#isStopping) return
    await this.#renewRun()
    reader.start()
    this.#lookAround()
    this.#timer = setInterval(() => this.#lookAround(), lookEveryMs)
  }

  /** Keeps so many attempts under way that no worker waits, and no more. */
  #fill(): void {
    const { work } = this.#own
    while (this.#session && !this.#isPaused && !this.#isStopping) {
      if (this.#inFlight.size >= this.#capacity()) return
      const job = work.take(this.#own.size, undefined)
      if (job === undefined) return
      const token = randomUUID()
      this.#inFlight.set(token, { job, heard: 0, isMissing: false })
      void this.#submit(this.#session, token, job)
    }
  }

  #capacity(): number {
    return this.#usable().reduce((sum, { slots }) => sum + slots * jobsPerSlot, 0)
  }

  async #submit({ queue }: Session, token: string, job: WorkerJob): Promise<void> {
    const { appVersion, model } = this.#options
    const facts = await stat(job.path).catch((error: unknown) =>
      this.#failToRead(token, job, error),
    )
    if (facts === undefined) return
    const remote: RemoteJob = {
      ...{ runId: this.#runId, token, appVersion, protocolVersion, job },
      file: { sizeBytes: facts.size, modifiedMs: facts.mtimeMs },
      options: this.#own.open.options,
      model: { fileName: model.fileName, sha256: model.sha256 },
    }
    await queue
      .add('track', remote, { jobId: token, attempts: 1 })
      .catch((error: unknown) => this.#lose(token, sentenceOf(error)))
  }

  /** A worker that loses its connection may say something twice, or never. */
  #hear({ token, number, event, bytes }: Told): void {
    const attempt = this.#inFlight.get(token)
    if (attempt === undefined || number <= attempt.heard) return
    if (number > attempt.heard + 1) {
      return this.#lose(token, sentence('sentences.remote.partMissing'))
    }
    attempt.heard = number
    this.#take(token, attempt.job, event, bytes)
  }

  #take(token: string, job: WorkerJob, event: RemoteEvent, bytes: Buffer): void {
    const { work } = this.#own
    switch (event.kind) {
      case 'upload-wanted':
        return this.#upload(token, job)
      case 'planned':
        return work.onPlanned(job, event.segments)
      case 'frames':
        return work.onFrames(job, unpackFrames({ heads: event.frames, bytes }), event.progress)
      case 'finished': {
        const { kind, summary, subjects, hasThumbnail } = event
        const thumbnail = hasThumbnail ? new Uint8Array(bytes) : null
        return this.#settle(token, { kind, summary, subjects, thumbnail })
      }
      case 'failed':
      case 'crashed':
        return this.#settle(token, event)
    }
  }

  #upload(token: string, job: WorkerJob): void {
    const { redis } = this.#session ?? {}
    if (!redis) return
    sendFile(redis, token, job.path, () => this.#inFlight.has(token)).catch((error: unknown) => {
      this.#failToRead(token, job, error)
    })
  }

  #failToRead(token: string, job: WorkerJob, cause: unknown): undefined {
    const values = { name: basename(job.path), reason: sentenceOf(cause) }
    this.#fail(token, sentence('sentences.remote.unread', values))
  }

  #fail(token: string, said: Sentence): void {
    this.#settle(token, { kind: 'failed', error: toWireError(new SentenceError(said)) })
  }

  #lose(token: string, reason: Sentence): void {
    this.#settle(token, { kind: 'crashed', reason, isWorkerLost: true })
  }

  #settle(token: string, outcome: RunOutcome): void {
    const attempt = this.#inFlight.get(token)
    if (attempt === undefined) return
    this.#inFlight.delete(token)
    this.#own.work.onOutcome(attempt.job, outcome)
    this.#fill()
  }

  /** One look after the other. */
  #lookAround(): void {
    this.#looking = this.#looking
      .then(() => this.#look())
      .catch((error: unknown) => this.#own.log(String(error)))
  }

  async #look(): Promise<void> {
    const { redis, queue } = this.#session ?? {}
    if (!redis || !queue) return
    await this.#renewRun()
    this.#workers = await readWorkers(redis)
    this.#tellOfWorkers()
    this.#own.onStatusChanged()
    this.#fill()
    await Promise.all([...this.#inFlight.keys()].map((token) => this.#lookAfter(queue, token)))
  }

  /** An attempt that no worker holds any more has yielded all that it will. */
  async #lookAfter(queue: Queue, token: string): Promise<void> {
    const attempt = await Job.fromId(queue, token)
    if (attempt === undefined) {
      this.#missed(token)
      return
    }
    const { failedReason, stalledCounter } = attempt
    if (stalledCounter > 0) this.#lose(token, sentence('sentences.remote.machineGone'))
    else if (failedReason === givenBack) this.#lose(token, sentence('sentences.remote.givenBack'))
    else if (failedReason) this.#fail(token, unpackSentence(failedReason))
    else return
    await attempt.remove().catch(() => undefined)
  }

  /** Not lost at the first look: it may be on its way into the queue. */
  #missed(token: string): void {
    const attempt = this.#inFlight.get(token)
    if (attempt?.isMissing === false) attempt.isMissing = true
    else this.#lose(token, sentence('sentences.remote.forgotten'))
  }

  #tellOfWorkers(): void {
    const { redisUrl, appVersion } = this.#options
    this.#problems.tell('version', versionProblem(this.#workers, appVersion))
    if (this.#usable().length > 0) this.#lastSeenMs = performance.now()
    const isAlone = performance.now() - this.#lastSeenMs > patienceMs
    const problem = sentence('sentences.remote.noWorker', { url: shownUrl(redisUrl) })
    this.#problems.tell('workers', isAlone ? problem : null)
  }

  async #renewRun(): Promise<void> {
    const state = this.#isPaused ? 'paused' : 'running'
    const redis = this.#isStopping ? undefined : this.#session?.redis
    await redis?.set(runKey(this.#runId), state, 'PX', runExpiryMs).catch(() => undefined)
  }

  #usable(): readonly RemoteWorker[] {
    return this.#workers.filter((worker) => isUsable(worker, this.#options.appVersion))
  }

  /** All processes that are seen, each with its place. */
  #seen(): { worker: number; machine: string; process: RemoteProcess }[] {
    return this.#usable().flatMap(({ id, machine, slots, processes }) => {
      const first = this.#placeOf(id, slots)
      return processes
        .slice(0, slots)
        .map((process, index) => ({ worker: first + index, machine, process }))
    })
  }

  #placeOf(workerId: string, slots: number): number {
    const known = this.#places.get(workerId)
    if (known !== undefined) return known
    const place = this.#nextPlace
    this.#nextPlace += slots
    this.#places.set(workerId, place)
    return place
  }

  #jobOf({ token }: RemoteProcess): WorkerJob | undefined {
    return token === null ? undefined : this.#inFlight.get(token)?.job
  }
}

/** Takes back what waits and says that the run is over, as far as Redis answers in time. */
async function close(session: Session, runId: string, tokens: readonly string[]): Promise<void> {
  const { redis, queue, watcher, reader } = session
  await reader.stop()
  const parting = async (): Promise<void> => {
    await redis.del(runKey(runId), resultsKey(runId))
    await Promise.all(tokens.map((token) => queue.remove(token)))
    await Promise.all([queue.close(), watcher.close()])
  }
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, partingMs)))
  await Promise.race([parting().catch(() => undefined), enough])
  clearTimeout(timer)
  redis.disconnect()
}
