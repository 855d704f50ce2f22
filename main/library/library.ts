import { statfs } from 'node:fs/promises'
import { dirname, sep } from 'node:path'
import { listValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import type { BatchSummary } from '../../common/batch'
import type { Job, JobState } from '../../common/jobs'
import type { FrameLandmarks } from '../../common/landmarks'
import type { RecordingSummary } from '../../common/recording'
import type { StoredSegment } from '../../common/segments'
import { sentence, SentenceError } from '../../common/sentence'
import type { Task } from '../../common/tasks'
import {
  insertBatch,
  parseOptions,
  parseSearches,
  setSearches,
  type NewBatch,
  type Search,
} from './batchRows'
import { WatchTable } from './watchTable'
import { BackgroundTable, insertBackground, type BackgroundOrigin } from './backgroundTable'
import { openDatabaseFile, openDatabaseInMemory, type Database } from './database'
import { checkFrames, packDetections, splitFrames } from './detectionRows'
import { EntryTable } from './entryTable'
import { QualityTable } from './qualityTable'
import { EditTable } from './editTable'
import { RecordingTable } from './recordingTable'
import { readStoredRecording, type StoredRecording } from './recordingRows'
import { prepareSchema } from './schema'
import { SegmentTable } from './segmentTable'
import {
  packSources,
  selectSourcesSql,
  setState,
  setStates,
  toJob,
  type Outcome,
} from './sourceRows'
import { statement, WriteQueue, type Change } from './writeQueue'

export interface StoredBatch extends NewBatch {
  readonly id: number
  /** In the order in which they were added. What was never finished is waiting. */
  readonly jobs: readonly Job[]
  /** How long videos that are not done were cut, and which of their segments are. */
  readonly segments: ReadonlyMap<number, readonly StoredSegment[]>
  /** Folders that were still being looked through when the app ended. */
  readonly searches: readonly Search[]
  /** What a live recording knows of itself; null of a batch of files. */
  readonly recording: StoredRecording | null
}

/** Where a batch stands that is being worked on. */
export type RunState = 'running' | 'paused'

export interface InterruptedBatch {
  readonly id: number
  readonly runState: RunState
}

const jobsPerChunk = 500

/**
 * All batches with their files and landmarks, in one DuckDB file that one process has open.
 *
 * A source that is not done has no landmarks but those of its finished segments: what an interrupted
 * try left behind is removed when the library is opened, so that nothing is there twice.
 * A recording cannot be made again, so one that was cut off is kept as far as it came.
 */
export class Library {
  /** Live recordings: their rows in the tables that batches of files have too. */
  readonly recordings: RecordingTable
  /** All results, of files and of recordings. */
  readonly entries: EntryTable
  /** Long videos in work. */
  readonly segments: SegmentTable
  /** How good results are. */
  readonly qualities: QualityTable
  /** How results are edited. */
  readonly edits: EditTable
  /** Batches that no window has begun. */
  readonly background: BackgroundTable
  /** Files of watched folders. */
  readonly watched: WatchTable
  readonly #database: Database
  readonly #connection: DuckDBConnection
  readonly #queue: WriteQueue
  /** Where its file lies; null in memory. */
  readonly #folder: string | null
  #nextSourceId: number
  #nextBatchId: number
  #closing: Promise<void> | undefined
  #interrupted: readonly RecordingSummary[] = []

  /**
   * Opens or creates a library. Throws a sentence for people if another process has it open, if a
   * newer version wrote it or if it is no library.
   */
  static async open(filePath: string): Promise<Library> {
    return Library.#over(await openDatabaseFile(filePath), filePath, dirname(filePath))
  }

  /** A library that is gone when it is closed. */
  static async openInMemory(): Promise<Library> {
    return Library.#over(await openDatabaseInMemory(), 'The library in memory', null)
  }

  static async #over(database: Database, path: string, folder: string | null): Promise<Library> {
    try {
      const connection = await database.instance.connect()
      await prepareSchema(connection, path)
      const nextIds = [await nextId(connection, 'sources'), await nextId(connection, 'batches')]
      const queue = new WriteQueue(connection, path)
      const library = new Library(database, connection, queue, folder, nextIds as [number, number])
      library.#interrupted = await library.recordings.endInterrupted()
      await removeInterrupted(connection)
      return library
    } catch (error) {
      database.close()
      throw error
    }
  }

  private constructor(
    database: Database,
    connection: DuckDBConnection,
    queue: WriteQueue,
    folder: string | null,
    [nextSourceId, nextBatchId]: readonly [number, number],
  ) {
    this.#database = database
    this.#connection = connection
    this.#queue = queue
    this.#folder = folder
    this.#nextSourceId = nextSourceId
    this.#nextBatchId = nextBatchId
    this.recordings = new RecordingTable({
      nextIds: () => [this.#nextBatchId++, this.#nextSourceId++],
      write: (...changes) => this.#write(...changes),
      read: (sql, values) => this.#read(sql, values),
    })
    const tables = {
      write: (...changes: readonly Change[]) => this.#write(...changes),
      writeTogether: (...changes: readonly Change[]) => this.#writeTogether(...changes),
      push: (change: Change) => this.#queue.push(change),
      read: (sql: string, values?: DuckDBValue[]) => this.#read(sql, values),
    }
    this.entries = new EntryTable(tables)
    this.segments = new SegmentTable(tables)
    this.qualities = new QualityTable(tables)
    this.edits = new EditTable(tables)
    this.background = new BackgroundTable(tables)
    this.watched = new WatchTable(tables)
  }

  /** The recordings that were cut off when the app last ended, of which something was kept. */
  get interruptedRecordings(): readonly RecordingSummary[] {
    return this.#interrupted
  }

  /** Ids for sources that may be added later. Until then they are known to nobody but the caller. */
  reserveSourceIds(count: number): number[] {
    const first = this.#nextSourceId
    this.#nextSourceId += count
    return Array.from({ length: count }, (_, index) => first + index)
  }

  /** Answers the id of the new batch; without an origin it is one of the window's. */
  async createBatch(batch: NewBatch, origin?: BackgroundOrigin): Promise<number> {
    const id = this.#nextBatchId++
    const background = origin === undefined ? [] : [insertBackground(id, origin)]
    await this.#write(insertBatch(id, batch), ...background)
    return id
  }

  /** Adds files to a batch, refused ones too. Their ids come from `reserveSourceIds`. */
  async addSources(batchId: number, jobs: readonly Job[]): Promise<void> {
    const changes: Change[] = []
    for (let start = 0; start < jobs.length; start += jobsPerChunk) {
      const run = jobs.slice(start, start + jobsPerChunk)
      changes.push({ kind: 'rows', table: 'sources', pack: () => packSources(batchId, run) })
    }
    await this.#write(...changes)
  }

  /**
   * Takes the landmarks of some frames of a source. Returns at once; they are on disk about half a
   * second later, or when the source is finished. The frames must not be changed afterwards.
   * Throws if the library could not be written lately, or if a part is malformed.
   */
  appendFrames(sourceId: number, frames: readonly FrameLandmarks[]): void {
    this.#assertOpen()
    checkFrames(frames)
    for (const run of splitFrames(frames)) {
      const pack = () => packDetections(sourceId, run)
      this.#queue.push({ kind: 'rows', table: 'detections', pack })
    }
  }

  /** Says how work on a source ended. Resolves when that and all its landmarks are on disk. */
  async finishSource(sourceId: number, outcome: Outcome): Promise<void> {
    await this.#writeTogether(setState(sourceId, outcome))
    if (outcome.kind === 'done') this.entries.changed()
  }

  /** Says where many sources stand, whose landmarks stay as they are. */
  async setStates(sourceIds: readonly number[], state: JobState): Promise<void> {
    if (sourceIds.length > 0) await this.#write(setStates(sourceIds, state))
  }

  /** Makes sources as if they had never been tried: without landmarks or segments, and waiting. */
  async discardFrames(sourceIds: readonly number[]): Promise<void> {
    if (sourceIds.length === 0) return
    const areTheirs = 'WHERE source_id IN (SELECT unnest($1::UINTEGER[]))'
    await this.#write(
      statement(`DELETE FROM detections ${areTheirs}`, [listValue(sourceIds)]),
      statement(`DELETE FROM segments ${areTheirs}`, [listValue(sourceIds)]),
      statement(`DELETE FROM thumbnails ${areTheirs}`, [listValue(sourceIds)]),
      setStates(sourceIds, { kind: 'waiting' }),
    )
  }

  /** Notes whether a batch is being worked on, for the next start of the app to find. */
  async setRunState(batchId: number, state: RunState | null): Promise<void> {
    await this.#write(
      statement('UPDATE batches SET run_state = $1 WHERE id = $2', [state, batchId]),
    )
  }

  /** Notes what is still being looked through for a batch, for the next start to go on with. */
  async setSearches(batchId: number, searches: readonly Search[]): Promise<void> {
    await this.#write(setSearches(batchId, searches))
  }

  /** The batch of the window that was being worked on when the app ended, if any. */
  async findInterrupted(): Promise<InterruptedBatch | undefined> {
    const [row] = await this.#read(
      `SELECT id, run_state FROM batches
        WHERE run_state IS NOT NULL AND id NOT IN (SELECT batch_id FROM background_batches)
        ORDER BY id DESC LIMIT 1`,
    )
    return row && { id: Number(row.id), runState: row.run_state as RunState }
  }

  /** All batches of files that the window has begun, the newest first. */
  async batches(): Promise<BatchSummary[]> {
    const rows = await this.#read(`
      SELECT batches.id, title, created_at, options, count(sources.id) AS files
      FROM batches LEFT JOIN sources ON sources.batch_id = batches.id
      WHERE recording IS NULL AND batches.id NOT IN (SELECT batch_id FROM background_batches)
      GROUP BY ALL ORDER BY batches.id DESC`)
    return rows.map((row) => ({
      id: Number(row.id),
      title: String(row.title),
      createdAt: String(row.created_at),
      options: parseOptions(row.options),
      files: Number(row.files),
    }))
  }

  /** A batch of files or a recording. Throws if there is no such batch. */
  async readBatch(id: number): Promise<StoredBatch> {
    const [row] = await this.#read('SELECT * FROM batches WHERE id = $1', [id])
    if (row === undefined) throw new SentenceError(sentence('sentences.library.noBatch', { id }))
    const jobs = await this.#read(`${selectSourcesSql} WHERE batch_id = $1 ORDER BY id`, [id])
    return {
      id,
      title: String(row.title),
      createdAt: String(row.created_at),
      options: parseOptions(row.options),
      modelFileName: String(row.model_file_name),
      modelSha256: String(row.model_sha256),
      appVersion: String(row.app_version),
      jobs: jobs.map(toJob),
      segments: await this.segments.read(id),
      searches: parseSearches(row.searches),
      recording: readStoredRecording(row.recording),
    }
  }

  /** The batch of a source. Throws if its batch was never started. */
  async findBatchOf(sourceId: number): Promise<number> {
    const [row] = await this.#read('SELECT batch_id FROM sources WHERE id = $1', [sourceId])
    if (row === undefined) throw noFile(sourceId)
    return Number(row.batch_id)
  }

  /** Paths in a folder of the files that are tracked, or are to be. */
  async findPathsIn(folder: string): Promise<string[]> {
    const rows = await this.#read(
      "SELECT path FROM sources WHERE starts_with(path, $1) AND state IN ('done', 'waiting')",
      [`${folder}${sep}`],
    )
    return rows.map(({ path }) => String(path))
  }

  /** What was tracked in a source. Throws if its batch was never started. */
  async readTask(sourceId: number): Promise<Task> {
    const sql = `SELECT options FROM batches WHERE id IN
      (SELECT batch_id FROM sources WHERE id = $1)`
    const [row] = await this.#read(sql, [sourceId])
    if (row === undefined) throw noFile(sourceId)
    return parseOptions(row.options).task
  }

  /** A connection of one's own, for reading. The caller closes it. */
  async connect(): Promise<DuckDBConnection> {
    this.#assertOpen()
    return this.#database.instance.connect()
  }

  /** Bytes that are left on the library's disk. */
  async freeBytes(): Promise<number> {
    if (this.#folder === null) return Infinity
    const { bavail, bsize } = await statfs(this.#folder)
    return bavail * bsize
  }

  /**
   * Waits for no space on a full disk until `settling` has settled: those who wait, or come
   * meanwhile, are told that nothing was written.
   */
  async giveUpWriting(settling: Promise<unknown> = Promise.resolve()): Promise<void> {
    await this.#queue.giveUp(settling)
  }

  /** Writes what is still in memory and lets go of the file. May be called twice. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #close(): Promise<void> {
    try {
      const writing = this.#queue.write()
      await this.#queue.giveUp(writing)
      await writing
      // Closing would do this too, but on the main thread.
      await this.#connection.run('CHECKPOINT').catch(() => undefined)
    } finally {
      this.#connection.closeSync()
      this.#database.close()
    }
  }

  async #write(...changes: readonly Change[]): Promise<void> {
    this.#assertOpen()
    if (changes.length > 0) await this.#queue.write(...changes)
  }

  async #writeTogether(...changes: readonly Change[]): Promise<void> {
    this.#assertOpen()
    await this.#queue.writeTogether(...changes)
  }

  async #read(sql: string, values: DuckDBValue[] = []): Promise<Record<string, unknown>[]> {
    const connection = await this.connect()
    try {
      return await readRows(connection, sql, values)
    } finally {
      connection.closeSync()
    }
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw new Error('The library is closed.')
  }
}

async function readRows(
  connection: DuckDBConnection,
  sql: string,
  values: DuckDBValue[] = [],
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  const result = await connection.stream(sql, values)
  for await (const some of result.yieldRowObjectJs()) rows.push(...some)
  return rows
}

async function removeInterrupted(connection: DuckDBConnection): Promise<void> {
  await connection.run(`DELETE FROM detections
    WHERE source_id NOT IN (SELECT id FROM sources WHERE state = 'done')
    AND NOT EXISTS (FROM segments WHERE segments.source_id = detections.source_id
      AND result IS NOT NULL AND frame BETWEEN start_frame AND start_frame + frames - 1)`)
}

async function nextId(connection: DuckDBConnection, table: string): Promise<number> {
  const [row] = await readRows(connection, `SELECT coalesce(max(id), 0) + 1 AS next FROM ${table}`)
  return Number(row?.next)
}

function noFile(id: number): SentenceError {
  return new SentenceError(sentence('sentences.library.noFile', { id }))
}
