import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { describeWriteError } from '../library/writeError'
import { safeFileName } from './recordingNames'

/** How far beyond its end a file may be written: more is a mistake that would fill the disk. */
const maxGapBytes = 2 ** 26

/**
 * The video of a recording while it is being written, under its final name from the start: what a
 * crash leaves behind is then found. Calls must not overlap. Errors are sentences for people.
 */
export class VideoFile {
  readonly path: string
  readonly #handle: FileHandle
  #sizeBytes = 0
  #isOpen = true

  /** Makes a new file in a folder that need not exist, named after the title. */
  static async create(folder: string, title: string): Promise<VideoFile> {
    try {
      await mkdir(folder, { recursive: true })
      for (let number = 1; ; number++) {
        const name = `${safeFileName(title)}${number === 1 ? '' : ` ${number}`}.webm`
        const path = join(folder, name)
        const handle = await openNew(path)
        if (handle !== undefined) return new VideoFile(path, handle)
      }
    } catch (error) {
      throw describeWriteError(join(folder, `${safeFileName(title)}.webm`), error)
    }
  }

  private constructor(path: string, handle: FileHandle) {
    this.path = path
    this.#handle = handle
  }

  /** Muxers go back to fill in lengths and indexes, so a position may be anywhere in the file. */
  async write(position: number, bytes: Uint8Array): Promise<void> {
    if (position > this.#sizeBytes + maxGapBytes) {
      throw new RangeError(
        `The video has ${this.#sizeBytes} bytes; none can follow at ${position}.`,
      )
    }
    try {
      for (let done = 0; done < bytes.length;) {
        const left = bytes.subarray(done)
        const { bytesWritten } = await this.#handle.write(left, 0, left.length, position + done)
        done += bytesWritten
        this.#sizeBytes = Math.max(this.#sizeBytes, position + done)
      }
    } catch (error) {
      throw describeWriteError(this.path, error)
    }
  }

  /** Resolves when all is on disk. A file without a byte is removed. May be called twice. */
  async close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    try {
      if (this.#sizeBytes > 0) await this.#handle.sync()
    } catch (error) {
      throw describeWriteError(this.path, error)
    } finally {
      await this.#handle.close()
      if (this.#sizeBytes === 0) await rm(this.path, { force: true })
    }
  }
}

/** Undefined if there is a file of that name. */
async function openNew(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  }
}
