import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sentence } from '../../../common/sentence'
import { defaultTrackingOptions } from '../../../common/tasks'
import type { Batch } from '../../../main/batch/batch'
import { Library } from '../../../main/library/library'
import { findModel, type Model } from '../../../main/models'
import { makePhotoFolder } from '../../app/folders'
import { isAlive, modelsFolder, until } from '../../processes'
import { Observed } from './observedBatch'

const tracking = defaultTrackingOptions('face')

describe('a batch', () => {
  let library: Library
  let model: Model
  let observed: Observed
  let start: { tracking: typeof tracking; model: Model; workers: number }

  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'studio-batch-'))
    library = await Library.open(join(folder, 'library.duckdb'))
    model = await findModel(tracking, { builtIn: modelsFolder })
    observed = new Observed(library)
    start = { tracking, model, workers: 2 }
  })
  afterEach(async () => {
    await observed.batch.close()
    await library.close()
  })

  const add = (batch: Batch, folder: string) => batch.add([folder], { includeSubfolders: true })

  it('tries a file once more whose worker died, and keeps none of its rows twice', async () => {
    await add(observed.batch, makePhotoFolder(6))
    observed.killEachTime('00002.jpg', 1)
    await observed.batch.start(start)
    await observed.batch.runEnded()
    expect(observed.batch.status().counts).toMatchObject({ done: 6, failed: 0 })
    const connection = await library.connect()
    const reader = await connection.runAndReadAll(
      'SELECT source_id, count(*) FROM detections GROUP BY source_id HAVING count(*) > 1',
    )
    connection.closeSync()
    expect(reader.getRows()).toEqual([])
  })

  it('fails a file whose worker died twice, says why, and does all others', async () => {
    await add(observed.batch, makePhotoFolder(6))
    observed.killEachTime('00002.jpg', 2)
    await observed.batch.start(start)
    await observed.batch.runEnded()
    expect(observed.batch.status().counts).toMatchObject({ done: 5, failed: 1, waiting: 0 })
    expect(observed.stateOf('00002.jpg')).toMatchObject({
      kind: 'failed',
      message: sentence('sentences.file.crashed', { reason: 'SIGKILL' }),
    })
  })

  it('does files too that were added while it ran', async () => {
    await add(observed.batch, makePhotoFolder(6))
    await observed.batch.start(start)
    await add(observed.batch, makePhotoFolder(4))
    await observed.batch.runEnded()
    expect(observed.batch.status().counts.done).toBe(10)
  })

  it('cancels within a second, and does the rest when it is tried again', async () => {
    await add(observed.batch, makePhotoFolder(60))
    await observed.batch.start(start)
    await until(() => observed.countDone() > 2)
    const processIds = observed.batch.workers().map(({ processId }) => processId ?? 0)
    const startMs = performance.now()
    await observed.batch.cancel()
    expect(performance.now() - startMs).toBeLessThan(1000)
    expect(processIds.filter(isAlive)).toEqual([])
    expect(observed.batch.status().counts).toMatchObject({ running: 0, waiting: 0 })

    await observed.batch.retry()
    await observed.batch.start(start)
    await observed.batch.runEnded()
    expect(observed.batch.status().counts).toMatchObject({ done: 60, cancelled: 0 })
  })

  it('stays ready, and says why, when no worker can load the model', async () => {
    await add(observed.batch, makePhotoFolder(3))
    const broken = { ...model, path: `${modelsFolder}/no_such.task` }
    await observed.batch.start({ ...start, model: broken })
    await observed.batch.runEnded()
    await until(() => observed.problems.length > 0)
    expect(observed.problems[0]).toContain('no_such.task')
    expect(observed.batch.status()).toMatchObject({ phase: 'ready', counts: { waiting: 3 } })
  })

  it('read from the library goes on with what was not done', async () => {
    await add(observed.batch, makePhotoFolder(40))
    await observed.batch.start(start)
    await until(() => observed.countDone() > 2)
    const { id } = observed.batch.status()
    await observed.batch.close()
    observed = new Observed(library, await library.readBatch(id ?? 0))
    await observed.batch.retry()
    await observed.batch.start(start)
    await observed.batch.runEnded()
    expect(observed.batch.status()).toMatchObject({ phase: 'finished', counts: { done: 40 } })
  })

  it('that was interrupted goes on, and finds the files that were not found yet', async () => {
    await add(observed.batch, makePhotoFolder(6))
    await observed.batch.start(start)
    const adding = add(observed.batch, makePhotoFolder(600))
    const { id } = observed.batch.status()
    await observed.batch.interrupt()
    await adding
    expect(observed.batch.status().counts).toMatchObject({ running: 0, cancelled: 0 })
    const stored = await library.readBatch(id ?? 0)
    expect(stored.jobs.length).toBeLessThan(606)
    observed = new Observed(library, stored)
    await observed.batch.searchOn()
    expect(observed.batch.snapshot().jobs).toHaveLength(606)
    expect((await library.readBatch(id ?? 0)).searches).toEqual([])
  })

  it('is started once by two clicks', async () => {
    await add(observed.batch, makePhotoFolder(3))
    await Promise.all([observed.batch.start(start), observed.batch.start(start)])
    await observed.batch.runEnded()
    expect(observed.batch.status().counts.done).toBe(3)
    expect(await library.batches()).toHaveLength(1)
  })
})
