import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { InputLimits } from '../../../common/inputLimits'
import { diskReserveBytes } from '../../batch/diskWatch'
import type { Library } from '../../library/library'
import { safeFileName } from '../../recording/recordingNames'
import { RefusedRequest } from '../refusedRequest'
import type { BodyFile } from '../requestBody'
import { diskFull, receiveFile, type Upload } from '../uploads'

/** How long a video may take to come. */
const videoTimeoutMs = 3_600_000
const tooLarge = new RefusedRequest(413, 'The file is larger than the limit.')

/**
 * Where files that came with a job are kept, each in a folder of its own: as long as the library has
 * their results, so that these can be reviewed.
 */
export class UploadFolder {
  readonly #path: string
  readonly #library: Library
  /** Folders whose files no batch has yet. */
  readonly #fresh = new Set<string>()

  constructor(path: string, library: Library) {
    this.#path = path
    this.#library = library
  }

  /** Writes a file into it. Whoever disposes of the upload has put the file into a batch, or never will. */
  async receive({ stream, name }: BodyFile, limits: InputLimits): Promise<Upload> {
    const folder = join(this.#path, randomUUID())
    this.#fresh.add(folder)
    try {
      await mkdir(folder, { recursive: true })
      const stem = safeFileName(basename(name ?? 'upload', extname(name ?? '')))
      const { path, sizeBytes } = await receiveFile(stream, folder, stem, {
        ...{ kinds: ['photo', 'video'], limits, timeoutMs: videoTimeoutMs },
        ...(await this.#largest(limits)),
      })
      return { path, sizeBytes, [Symbol.asyncDispose]: () => this.#settle(folder) }
    } catch (error) {
      await this.#settle(folder)
      throw error
    }
  }

  /** Removes every file of which the library has no result, nor will have one. */
  async tidy(): Promise<void> {
    const used = new Set((await this.#library.findPathsIn(this.#path)).map(dirname))
    // A folder that was never made has nothing in it.
    for (const name of await readdir(this.#path).catch(() => [])) {
      const folder = join(this.#path, name)
      if (used.has(folder) || this.#fresh.has(folder)) continue
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** What the library needs of the disk is left to it. */
  async #largest({ videoGib }: InputLimits) {
    const limitBytes = videoGib * 1024 ** 3
    const spareBytes = (await this.#library.freeBytes()) - diskReserveBytes
    return spareBytes < limitBytes
      ? { mostBytes: spareBytes, tooLarge: diskFull }
      : { mostBytes: limitBytes, tooLarge }
  }

  async #settle(folder: string): Promise<void> {
    this.#fresh.delete(folder)
    await this.tidy()
  }
}
