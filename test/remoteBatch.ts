import { DuckDBInstance } from '@duckdb/node-api'
import { readFileSync } from 'node:fs'
import { inEnglish } from '../common/sentence'
import { defaultTrackingOptions, type Task } from '../common/tasks'
import { Batch } from '../main/batch/batch'
import { Library } from '../main/library/library'
import { findModel } from '../main/models'
import { createNodeHost } from '../main/pool/nodeHost'
import { poolFor } from '../main/remote/poolFor'
import { builtWorker, modelsFolder, wasmFolder } from './processes'
import { unsupervised } from './supervision'

const ignore = (): void => undefined

export interface RemoteBatchOptions {
  readonly folder: string
  readonly libraryPath: string
  /** Undefined if only this machine works. */
  readonly redisUrl: string | undefined
  /** Processes of this machine. */
  readonly workers: number
  /** Faces if it is left out: they are the quickest. */
  readonly task?: Task
  readonly onDone?: (done: number) => void
}

export interface RemoteBatchResult {
  readonly done: number
  readonly failed: number
  /** From the first file that was done to the last: how long models take to load is not in it. */
  readonly filesPerSecond: number
}

/** Tracks a folder, on this machine or on others, as the command line does. */
export async function trackFolder(options: RemoteBatchOptions): Promise<RemoteBatchResult> {
  const { folder, libraryPath, redisUrl, workers, task = 'face', onDone } = options
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  await using library = await Library.open(libraryPath)
  const doneAtMs: number[] = []
  const startWorker = createNodeHost(builtWorker, ignore)
  const batch = new Batch({
    ...{ library, startWorker, wasmFolder, appVersion: version, log: ignore },
    ...{ supervision: unsupervised, diskReserveBytes: 0 },
    listener: {
      ...{ onStatusChanged: ignore, onJobsAdded: ignore, onWorkersChanged: ignore },
      onProblem: (message) => process.stderr.write(`${inEnglish(message)}\n`),
      onJobChanged: (_id, { kind }) => {
        if (kind !== 'done') return
        doneAtMs.push(performance.now())
        onDone?.(doneAtMs.length)
      },
    },
  })
  await batch.add([folder], { includeSubfolders: false })
  const tracking = defaultTrackingOptions(task)
  const model = await findModel(tracking, { builtIn: modelsFolder })
  const createPool = await poolFor({
    ...{ startWorker, model, workers, redisUrl, appVersion: version },
    onProblem: (message) => process.stderr.write(`${inEnglish(message)}\n`),
  })
  await batch.start({ tracking, model, workers, createPool })
  await batch.runEnded()
  const { done, failed } = batch.status().counts
  const [firstMs = 0, lastMs = 0] = [doneAtMs[0], doneAtMs.at(-1)]
  return { done, failed, filesPerSecond: (done - 1) / ((lastMs - firstMs) / 1000) }
}

/** How many sources of a library there are, and how many have the landmarks of one frame, once. */
export async function countOnce(
  libraryPath: string,
): Promise<{ readonly sources: number; readonly once: number }> {
  const instance = await DuckDBInstance.create(libraryPath)
  const connection = await instance.connect()
  const reader = await connection.runAndReadAll(
    `SELECT count(*), count(*) FILTER (detected.rows = greatest(sources.subjects, 1))
     FROM sources LEFT JOIN
       (SELECT source_id, count(*) AS rows FROM detections GROUP BY source_id) AS detected
     ON detected.source_id = sources.id`,
  )
  const [sources, once] = reader.getRows()[0] ?? []
  connection.closeSync()
  instance.closeSync()
  return { sources: Number(sources), once: Number(once) }
}
