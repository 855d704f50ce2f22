import type { DuckDBConnection, DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describeWriteError, isDiskFull } from './writeError'

/** Something to be done to the tables, in order with all other changes. */
export type Change =
  | {
      readonly kind: 'rows'
      readonly table: string
      /** Packs the rows; called when their turn comes, again if the first time failed. */
      readonly pack: () => DuckDBDataChunk
    }
  | { readonly kind: 'statement'; readonly sql: string; readonly values: readonly DuckDBValue[] }

export function statement(sql: string, values: readonly DuckDBValue[]): Change {
  return { kind: 'statement', sql, values }
}

interface Waiter {
  resolve(): void
  reject(error: unknown): void
}

/** How long a change that nobody waits for may stay in memory alone. */
const commitAfterMs = 500
/** How long somebody who is in no hurry waits for others to share a commit with. */
const gatherForMs = 250
/** How long to wait for space on a full disk before the next try. */
const fullDiskRestMs = 1000

/**
 * Writes changes in the order in which they came, those of about half a second in one transaction:
 * one wait for the disk then serves many. The disk is only waited for off the main thread. While it is
 * full, everything is kept and tried again.
 */
export class WriteQueue {
  readonly #connection: DuckDBConnection
  readonly #path: string
  #changes: Change[] = []
  #waiters: Waiter[] = []
  #timer: NodeJS.Timeout | undefined
  #commitAtMs = Infinity
  #lastCommit: Promise<void> = Promise.resolve()
  #failure: unknown
  /** How many want to end, and so wait for no space on a full disk. */
  #givingUp = 0

  /** The connection is used by nobody else; errors name the path. */
  constructor(connection: DuckDBConnection, path: string) {
    this.#connection = connection
    this.#path = path
  }

  /**
   * Takes a change that is written soon. Throws if the last writing failed: what was taken by then
   * is kept, and written when the disk takes it again.
   */
  push(change: Change): void {
    if (this.#failure !== undefined) throw this.#failure as Error
    this.#changes.push(change)
    this.#commitWithin(commitAfterMs)
  }

  /** Resolves when these changes and all before them are safely on disk. */
  write(...changes: readonly Change[]): Promise<void> {
    const written = this.#add(changes)
    this.#commitNow()
    return written
  }

  /** As `write`, but lets a little time pass, so that many share one wait for the disk. */
  writeTogether(...changes: readonly Change[]): Promise<void> {
    const written = this.#add(changes)
    this.#commitWithin(gatherForMs)
    return written
  }

  /**
   * Tries once more at once, and waits for no space until `settling` has settled: who waits, or
   * comes meanwhile, is told.
   */
  async giveUp(settling: Promise<unknown>): Promise<void> {
    this.#givingUp += 1
    this.#commitNow()
    await settling.catch(() => undefined)
    await this.#lastCommit
    this.#givingUp -= 1
  }

  #add(changes: readonly Change[]): Promise<void> {
    this.#changes.push(...changes)
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }))
  }

  #commitWithin(delayMs: number): void {
    const commitAtMs = performance.now() + delayMs
    if (commitAtMs >= this.#commitAtMs) return
    clearTimeout(this.#timer)
    this.#commitAtMs = commitAtMs
    this.#timer = setTimeout(() => this.#commitNow(), delayMs)
  }

  #commitNow(): void {
    clearTimeout(this.#timer)
    this.#commitAtMs = Infinity
    this.#lastCommit = this.#lastCommit.then(() => this.#commitAll())
  }

  async #commitAll(): Promise<void> {
    const changes = this.#changes.splice(0)
    const waiters = this.#waiters.splice(0)
    try {
      if (changes.length > 0) await this.#commit(changes)
      this.#failure = undefined
      waiters.forEach((waiter) => waiter.resolve())
    } catch (error) {
      if (isDiskFull(error) && this.#givingUp === 0) {
        this.#changes.unshift(...changes)
        this.#waiters.unshift(...waiters)
        this.#commitWithin(fullDiskRestMs)
        return
      }
      this.#failure = describeWriteError(this.#path, error)
      // Whoever waits is told, and may try again. Rows that nobody waits for must not be lost.
      this.#changes.unshift(...changes.filter(({ kind }) => kind === 'rows'))
      waiters.forEach((waiter) => waiter.reject(this.#failure))
    }
  }

  async #commit(changes: readonly Change[]): Promise<void> {
    await this.#connection.run('BEGIN')
    try {
      for (const change of changes) await this.#apply(change)
      await this.#connection.run('COMMIT')
    } catch (error) {
      // A COMMIT that failed has rolled back already.
      await this.#connection.run('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  async #apply(change: Change): Promise<void> {
    if (change.kind === 'statement') {
      await this.#connection.run(change.sql, [...change.values])
      return
    }
    const appender = await this.#connection.createAppender(change.table)
    appender.appendDataChunk(change.pack())
    appender.closeSync()
    // Packing and appending are quick but synchronous: others have their turn in between.
    await nextTurn()
  }
}
