import type { CsvOptions } from '../../../common/export/options'
import type { InputLimits } from '../../../common/inputLimits'
import { isOver, jobTrackingOf, type JobQuery, type ServiceJob } from '../../../common/service/job'
import type { BackgroundBatch } from '../../background/backgroundBatch'
import type { BackgroundLine } from '../../background/backgroundLine'
import { exportCsv } from '../../export/exportFile'
import type { Search } from '../../library/batchRows'
import type { Library } from '../../library/library'
import { RefusedRequest } from '../refusedRequest'
import type { BodyFile } from '../requestBody'
import type { AllowedPath } from './allowedFolders'
import { endedJobOf, jobOf } from './jobOf'
import type { UploadFolder } from './uploadFolder'

export interface ServiceJobsOptions {
  readonly library: Library
  readonly line: BackgroundLine
  readonly uploads: UploadFolder
  readonly appVersion: string
  /** How many jobs may wait before one is turned away. */
  readonly mostWaiting: number
}

/** How many jobs are listed. */
const mostListed = 100

/** The jobs of the service: those in line, and those that the library has. */
export class ServiceJobs {
  readonly #options: ServiceJobsOptions
  /** Jobs whose files are being received or looked for. */
  #arriving = 0

  constructor(options: ServiceJobsOptions) {
    this.#options = options
  }

  get hasRoom(): boolean {
    return this.#options.line.batches.length + this.#arriving < this.#options.mostWaiting
  }

  /** Puts a file or folder of this machine in line. */
  addPath(query: JobQuery, path: AllowedPath, limits: InputLimits): Promise<ServiceJob> {
    const { realPath, within } = path
    const search = { ...searchOf(query, realPath, limits), within }
    return this.#arrive(async () => jobOf(await this.#add(query, search)))
  }

  /** Receives a file and puts it in line. */
  addUpload(query: JobQuery, file: BodyFile, limits: InputLimits): Promise<ServiceJob> {
    return this.#arrive(async () => {
      await using upload = await this.#options.uploads.receive(file, limits)
      const batch = await this.#add(query, searchOf(query, upload.path, limits))
      await batch.found
      return jobOf(batch)
    })
  }

  /** The newest first. */
  async list(): Promise<ServiceJob[]> {
    const { library, line } = this.#options
    // Before the library is read: what leaves the line has its end there.
    const inLine = new Map(line.batches.map((batch) => [batch.id, batch]))
    const stored = await library.background.list('service', mostListed)
    return stored.map((ended) => {
      const batch = inLine.get(ended.id)
      return batch ? jobOf(batch) : endedJobOf(ended)
    })
  }

  /** Throws `RefusedRequest` if there is no such job. */
  async read(id: number): Promise<ServiceJob> {
    const { library, line } = this.#options
    const batch = line.find(id)
    if (batch?.origin === 'service') return jobOf(batch)
    const stored = await library.background.read('service', id)
    if (stored === undefined) throw new RefusedRequest(404, `There is no job ${id}.`)
    return endedJobOf(stored)
  }

  /** Stops what is not done of a job; one that is over stays as it is. */
  async cancel(id: number): Promise<ServiceJob> {
    await this.read(id)
    await this.#options.line.cancel(id)
    return this.read(id)
  }

  /** Stops a job, and removes what is known of it: its results, and the file that came with it. */
  async forget(id: number): Promise<void> {
    const { library, uploads } = this.#options
    await this.cancel(id)
    const { jobs } = await library.readBatch(id)
    await library.entries.delete(jobs.map((job) => job.id))
    await uploads.tidy()
  }

  /** Writes the landmarks of a job that is over as CSV, into a file that is not there yet. */
  async writeResult(
    id: number,
    csv: CsvOptions,
    destinationPath: string,
    signal: AbortSignal,
  ): Promise<void> {
    const job = await this.read(id)
    if (!isOver(job)) throw new RefusedRequest(409, `Job ${id} is not over yet: ${job.state}.`)
    if (job.files.done === 0) {
      throw new RefusedRequest(409, `Job ${id} has no result: no file of it was tracked.`)
    }
    const { library, appVersion } = this.#options
    const { jobs } = await library.readBatch(id)
    await exportCsv({
      ...{ library, appVersion, csv, destinationPath },
      sourceIds: jobs.map((file) => file.id),
      watch: { signal, onProgress: () => undefined },
    })
  }

  #add(query: JobQuery, search: Search): Promise<BackgroundBatch> {
    return this.#options.line.add('service', jobTrackingOf(query), search)
  }

  async #arrive(add: () => Promise<ServiceJob>): Promise<ServiceJob> {
    this.#arriving += 1
    try {
      return await add()
    } finally {
      this.#arriving -= 1
    }
  }
}

function searchOf({ include_subfolders: within }: JobQuery, path: string, limits: InputLimits) {
  return { paths: [path], includeSubfolders: within === 'true', limits }
}
