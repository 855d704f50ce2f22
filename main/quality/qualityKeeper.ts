import type { DuckDBConnection } from '@duckdb/node-api'
import { setTimeout as wait } from 'node:timers/promises'
import type { EntryId } from '../../common/entries'
import type { MediaKind } from '../../common/media'
import type { Quality } from '../../common/quality'
import type { Library } from '../library/library'
import type { UnknownQuality } from '../library/qualityTable'
import { readPhotoQualities } from './readPhotoQualities'
import { readVideoQuality } from './readVideoQuality'

export interface QualityKeeperOptions {
  readonly library: Library
  /** Whether something is being done that must not become slower. */
  readonly isBusy: () => boolean
  /** The qualities of these have just become known. */
  readonly onChanged: (ids: readonly EntryId[]) => void
  readonly log: (text: string) => void
}

/** Those that are done meanwhile are looked at together. */
const gatherForMs = 1000
/** While others work, it rests so many times as long as it works: it takes a tenth of a core. */
const restShare = 9
/** How many are asked for in one go. Photos are looked at together, videos one after the other. */
const atOnce: Readonly<Record<MediaKind, number>> = { photo: 1000, video: 20 }

/**
 * Finds out in the background how good each result of a library is that is done and has no quality
 * yet: those of this moment, and those of an older version or of an app that ended before. What is
 * to be done stands in the library alone, so nothing is forgotten.
 */
export class QualityKeeper {
  readonly #options: QualityKeeperOptions
  readonly #stopping = new AbortController()
  /** Those that could not be looked at: the next start of the app tries again. */
  readonly #failed = new Set<EntryId>()
  #connection: DuckDBConnection | undefined
  #working: Promise<void> | undefined
  #lastRead: Promise<unknown> | undefined
  #isWoken = false
  #restedAtMs = 0

  constructor(options: QualityKeeperOptions) {
    this.#options = options
  }

  /** Says that something may have been done; it will look soon. */
  wake(): void {
    this.#isWoken = true
    if (this.#stopping.signal.aborted) return
    this.#working ??= this.#work().finally(() => (this.#working = undefined))
  }

  /** Resolves, within moments, when it reads nothing any more. May be called twice. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#connection?.interrupt()
    // What is being written is the library's to end: on a full disk that takes as long as it is full.
    await this.#lastRead?.catch(() => undefined)
  }

  async #work(): Promise<void> {
    const { signal } = this.#stopping
    try {
      while (this.#isWoken) {
        await wait(gatherForMs, undefined, { signal })
        this.#isWoken = false
        await this.#lookAtAll()
      }
    } catch (error) {
      if (!signal.aborted) this.#options.log(`qualities: ${(error as Error).stack}`)
    }
  }

  async #lookAtAll(): Promise<void> {
    const connection = await this.#options.library.connect()
    this.#connection = connection
    this.#restedAtMs = performance.now()
    try {
      // Photos first: a thousand of them take less than a video.
      while (await this.#lookAtPhotos(connection));
      while (await this.#lookAtVideos(connection));
    } finally {
      this.#connection = undefined
      connection.closeSync()
    }
  }

  /** Answers whether there may be more. */
  async #lookAtPhotos(connection: DuckDBConnection): Promise<boolean> {
    const ids = (await this.#listUnknown('photo')).map(({ id }) => id)
    if (ids.length > 0) await this.#keep(ids, () => readPhotoQualities(connection, ids))
    return ids.length > 0
  }

  async #lookAtVideos(connection: DuckDBConnection): Promise<boolean> {
    const videos = await this.#listUnknown('video')
    for (const video of videos) {
      await this.#keep([video.id], async () => {
        const quality = await readVideoQuality(connection, video, () => this.#rest())
        return new Map([[video.id, quality]])
      })
    }
    return videos.length > 0
  }

  async #listUnknown(kind: MediaKind): Promise<UnknownQuality[]> {
    const { qualities } = this.#options.library
    return this.#read(() => qualities.listUnknown(kind, [...this.#failed], atOnce[kind]))
  }

  async #keep(
    ids: readonly EntryId[],
    look: () => Promise<ReadonlyMap<EntryId, Quality>>,
  ): Promise<void> {
    const { library, onChanged, log } = this.#options
    try {
      await this.#rest()
      await library.qualities.write(await this.#read(look))
      this.#restedAtMs = performance.now()
      onChanged(ids)
    } catch (error) {
      this.#stopping.signal.throwIfAborted()
      ids.forEach((id) => this.#failed.add(id))
      log(`qualities: ${(error as Error).stack}`)
    }
  }

  async #rest(): Promise<void> {
    const { signal } = this.#stopping
    signal.throwIfAborted()
    if (this.#options.isBusy()) {
      await wait((performance.now() - this.#restedAtMs) * restShare, undefined, { signal })
    }
    this.#restedAtMs = performance.now()
  }

  async #read<T>(read: () => Promise<T>): Promise<T> {
    this.#stopping.signal.throwIfAborted()
    const reading = read()
    this.#lastRead = reading
    return reading
  }
}
