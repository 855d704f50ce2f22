import type { Redis } from 'ioredis'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { posix, win32, join } from 'node:path'
import { uploadKey } from './names'
import type { RemoteJob } from './remoteProtocol'

const waitSeconds = 2
/** A submitter that sends nothing for so long does not know of this attempt any more. */
const longestSilenceMs = 30_000

/** The file of a job, as long as it is needed. */
export interface HeldFile {
  readonly path: string
  release(): Promise<void>
}

export interface UploadReceiverOptions {
  readonly redis: Redis
  /** Where the files of this program are written. */
  readonly folder: string
}

interface Upload {
  readonly arriving: Promise<string>
  users: number
}

/**
 * Writes files that are sent, and removes them: a photo after its job, a video with its run, because
 * its segments come one after the other.
 */
export class UploadReceiver {
  readonly #options: UploadReceiverOptions
  readonly #uploads = new Map<string, Upload>()

  constructor(options: UploadReceiverOptions) {
    this.#options = options
  }

  /**
   * Rejects with a sentence if the file does not arrive whole.
   *
   * @param ask has the submitter send it.
   */
  async receive(
    job: RemoteJob,
    ask: () => Promise<void>,
    isWanted: () => boolean,
  ): Promise<HeldFile> {
    const key = uploadFolder(job)
    const upload = this.#uploads.get(key) ?? this.#begin(key, job, ask, isWanted)
    upload.users += 1
    const release = async (): Promise<void> => {
      upload.users -= 1
      if (upload.users === 0 && job.job.mediaKind === 'photo') await this.#remove(key)
    }
    try {
      return { path: await upload.arriving, release }
    } catch (error) {
      await this.#remove(key)
      throw error
    }
  }

  /** Removes what a run has left. */
  async endRun(runId: string): Promise<void> {
    const keys = [...this.#uploads.keys()].filter((key) => key.startsWith(runId))
    await Promise.all(keys.map((key) => this.#remove(key)))
    await rm(join(this.#options.folder, runId), { recursive: true, force: true })
  }

  #begin(key: string, job: RemoteJob, ask: () => Promise<void>, isWanted: () => boolean): Upload {
    const upload = { arriving: this.#write(key, job, ask, isWanted), users: 0 }
    this.#uploads.set(key, upload)
    return upload
  }

  async #write(
    key: string,
    { job, token, file }: RemoteJob,
    ask: () => Promise<void>,
    isWanted: () => boolean,
  ): Promise<string> {
    const folder = join(this.#options.folder, key)
    await mkdir(folder, { recursive: true })
    const path = join(folder, safeName(job.path))
    await ask()
    // Waiting for the next piece must not hold up what else this program says.
    const redis = this.#options.redis.duplicate()
    const target = await open(path, 'w')
    try {
      let lastMs = performance.now()
      while (isWanted() && performance.now() - lastMs < longestSilenceMs) {
        const [, chunk] = (await redis.blpopBuffer(uploadKey(token), waitSeconds)) ?? []
        if (chunk === undefined) continue
        if (chunk.byteLength === 0) break
        await target.writeFile(chunk)
        lastMs = performance.now()
      }
    } finally {
      redis.disconnect()
      await target.close()
    }
    if ((await stat(path)).size === file.sizeBytes) return path
    throw new Error(`${safeName(job.path)} did not arrive whole.`)
  }

  async #remove(key: string): Promise<void> {
    this.#uploads.delete(key)
    await rm(join(this.#options.folder, key), { recursive: true, force: true })
  }
}

function uploadFolder({ runId, job }: RemoteJob): string {
  return join(runId, String(job.id))
}

/** The name of a file alone, whatever its machine separates folders with. */
function safeName(path: string): string {
  const name = win32.basename(posix.basename(path)).replaceAll('\0', '')
  return name === '' || name === '.' || name === '..' ? 'file' : name
}
