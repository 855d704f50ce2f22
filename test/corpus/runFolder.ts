import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../common/jobs'
import { defaultCsvOptions } from '../../common/export/options'
import { inEnglish } from '../../common/sentence'
import { defaultTrackingOptions } from '../../common/tasks'
import { Batch } from '../../main/batch/batch'
import { exportCsv } from '../../main/export/exportFile'
import { Library } from '../../main/library/library'
import { findModel } from '../../main/models'
import { createNodeHost } from '../../main/pool/nodeHost'
import { makeFolder } from '../app/folders'
import { builtWorker, modelsFolder, wasmFolder } from '../processes'
import { unsupervised } from '../supervision'
import type { Placed } from './makeCorpus'

export interface FolderRun {
  readonly jobs: readonly Job[]
  /** What the log says of worker processes that died. */
  readonly crashes: readonly string[]
  /** Things that people were told beside what stands with each file. */
  readonly problems: readonly string[]
  readonly seconds: number
  /** The CSV of one file that is done, as its digest; the name is the one in the batch. */
  csvDigest(name: string): Promise<string>
  close(): Promise<void>
}

export interface FolderRunOptions {
  readonly workers: number
  /** Called when all files are found and none has been begun. */
  readonly onQueued?: () => void
  /** Called when a worker is given a file. */
  readonly onRunning?: (name: string) => void
}

const ignore = (): void => undefined
const tracking = defaultTrackingOptions('face')

/** Tracks the faces of all that lies in a folder, with the real library and real workers. */
export async function runFolder(folder: string, options: FolderRunOptions): Promise<FolderRun> {
  const outputFolder = makeFolder('library')
  const library = await Library.open(join(outputFolder, 'library.duckdb'))
  const [crashes, problems]: string[][] = [[], []]
  const batch = new Batch({
    ...{ library, wasmFolder, appVersion: 'test', supervision: unsupervised },
    startWorker: createNodeHost(builtWorker, ignore),
    log: (text) => void (/^Worker \d+ (crashed|did not start)/.test(text) && crashes!.push(text)),
    listener: {
      ...{ onStatusChanged: ignore, onJobsAdded: ignore, onWorkersChanged: ignore },
      onJobChanged: (id, state) => {
        if (state.kind === 'running' && state.progress === 0) options.onRunning?.(nameOf(id))
      },
      onProblem: (message) => problems!.push(inEnglish(message)),
    },
  })
  const names = new Map<number, string>()
  const nameOf = (id: number): string => names.get(id) ?? ''
  const startMs = performance.now()
  await batch.add([folder], { includeSubfolders: true })
  for (const { id, name } of batch.snapshot().jobs) names.set(id, name)
  options.onQueued?.()
  const model = await findModel(tracking, { builtIn: modelsFolder })
  await batch.start({ tracking, model, workers: options.workers })
  await batch.runEnded()
  const seconds = (performance.now() - startMs) / 1000
  const { jobs } = batch.snapshot()
  return {
    ...{ jobs, crashes: crashes!, problems: problems!, seconds },
    async csvDigest(name) {
      const id = jobs.find((job) => job.name === name)?.id ?? -1
      const destinationPath = join(outputFolder, `${id}.csv`)
      await exportCsv({
        ...{ library, destinationPath, csv: defaultCsvOptions, appVersion: 'test' },
        sourceIds: [id],
      })
      return createHash('sha256')
        .update(await readFile(destinationPath))
        .digest('hex')
    },
    close: () => library.close(),
  }
}

/** Runs a batch over the corpus, two workers at a time, and changes what is to change meanwhile. */
export function runCorpus(folder: string, corpus: readonly Placed[]): Promise<FolderRun> {
  return runFolder(folder, {
    workers: 2,
    onQueued: () => {
      for (const { path, change } of corpus) if (change?.when === 'queued') change.apply(path)
    },
    onRunning: (running) => {
      const change = corpus.find(({ name }) => name === running)?.change
      if (change?.when === 'running') change.apply(join(folder, running))
    },
  })
}
