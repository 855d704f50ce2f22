import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { defaultTrackingOptions } from '../../../common/tasks'
import { Library } from '../../../main/library/library'
import { findModel } from '../../../main/models'
import { makePhotoFolder } from '../../app/folders'
import { modelsFolder, until } from '../../processes'
import { mountSmallDisk, noSmallDisks, skipNote, type SmallDisk } from '../../smallDisk'
import { temporaryFolder } from '../library/libraryFolder'
import { Observed } from './observedBatch'

const photos = 12
const tracking = defaultTrackingOptions('face')

/** A batch of photos whose library lies in the folder. */
async function openBatch(folder: string, diskReserveBytes: number): Promise<Observed> {
  const library = await Library.open(join(folder, 'library.duckdb'))
  const observed = new Observed(library, undefined, diskReserveBytes)
  onTestFinished(async () => {
    await observed.batch.close()
    await library.close()
  })
  await observed.batch.add([makePhotoFolder(photos)], { includeSubfolders: true })
  return observed
}

async function start({ batch }: Observed): Promise<void> {
  const model = await findModel(tracking, { builtIn: modelsFolder })
  await batch.start({ tracking, model, workers: 2 })
}

async function startBatch(folder: string, diskReserveBytes: number): Promise<Observed> {
  const observed = await openBatch(folder, diskReserveBytes)
  await start(observed)
  return observed
}

const phaseOf = ({ batch }: Observed): string => batch.status().phase

describe('a batch on a disk that is short from its start', () => {
  it('waits, and tells anew whoever resumes it', async () => {
    const observed = await startBatch(temporaryFolder(), Infinity)
    await until(() => phaseOf(observed) === 'paused')
    expect(observed.problems).toHaveLength(1)
    observed.batch.resume()
    expect(observed.solved).toEqual(observed.problems)
    await until(() => phaseOf(observed) === 'paused')
    expect(observed.problems).toHaveLength(2)
  })

  it('can be cancelled, and then has nothing to tell any more', async () => {
    const observed = await startBatch(temporaryFolder(), Infinity)
    await until(() => phaseOf(observed) === 'paused')
    await observed.batch.cancel()
    expect(phaseOf(observed)).toBe('finished')
    expect(observed.solved).toEqual(observed.problems)
  })

  it('is found by the next start as one that runs: nobody has paused it', async () => {
    const observed = await startBatch(temporaryFolder(), Infinity)
    await until(() => phaseOf(observed) === 'paused')
    await observed.batch.interrupt()
    expect(await observed.library.findInterrupted()).toMatchObject({ runState: 'running' })
  })
})

describe.skipIf(noSmallDisks)(`a batch on a disk that fills up${skipNote}`, () => {
  const reserveBytes = 50_000_000

  function mountShortDisk(): SmallDisk {
    const disk = mountSmallDisk(reserveBytes * 3)
    onTestFinished(() => disk[Symbol.dispose]())
    disk.leaveFree(reserveBytes * 0.9)
    return disk
  }

  it('goes on by itself when there is space again, and does every file', async () => {
    const disk = mountShortDisk()
    const observed = await startBatch(disk.folder, reserveBytes)
    await until(() => phaseOf(observed) === 'paused')
    expect(observed.problems[0]).toContain('almost full')
    disk.empty()
    await observed.batch.runEnded()
    expect(observed.batch.status().counts).toMatchObject({ done: photos, failed: 0 })
    expect(observed.solved).toEqual(observed.problems)
  })

  it('says so even where there is no room for the list of its files', async () => {
    const disk = mountShortDisk()
    const observed = await openBatch(disk.folder, reserveBytes)
    disk.leaveFree(0)
    const starting = start(observed)
    await until(() => phaseOf(observed) === 'paused')
    expect(observed.problems[0]).toContain('almost full')
    disk.empty()
    await starting
    await observed.batch.runEnded()
    expect(observed.batch.status().counts).toMatchObject({ done: photos, failed: 0 })
  })

  it('can be cancelled though nothing of that can be written', async () => {
    const disk = mountShortDisk()
    const observed = await startBatch(disk.folder, reserveBytes)
    await until(() => phaseOf(observed) === 'paused')
    disk.leaveFree(0)
    await observed.batch.cancel()
    expect(phaseOf(observed)).toBe('finished')
    expect(observed.batch.status().counts).toMatchObject({ waiting: 0, running: 0 })
    disk.empty()
  })

  it('can be cancelled before there was room for the list of its files', async () => {
    const disk = mountShortDisk()
    const observed = await openBatch(disk.folder, reserveBytes)
    disk.leaveFree(0)
    const refused = expect(start(observed)).rejects.toThrow('The disk is full')
    await until(() => phaseOf(observed) === 'paused')
    await observed.batch.cancel()
    await refused
    expect(phaseOf(observed)).toBe('finished')

    disk.empty()
    await observed.batch.retry()
    await start(observed)
    await observed.batch.runEnded()
    expect(observed.batch.status().counts).toMatchObject({ done: photos, cancelled: 0 })
    const { id } = observed.batch.status()
    expect((await observed.library.readBatch(id!)).jobs).toHaveLength(photos)
  })

  it('stays paused when a person has paused it too', async () => {
    const disk = mountShortDisk()
    const observed = await startBatch(disk.folder, reserveBytes)
    await until(() => observed.problems.length > 0)
    observed.batch.pause()
    disk.empty()
    // It would tell that it goes on within two looks of two seconds.
    await expect(until(() => phaseOf(observed) !== 'paused', 5000)).rejects.toThrow('Not within')
    observed.batch.resume()
    await observed.batch.runEnded()
    expect(observed.batch.status().counts.done).toBe(photos)
  })
})
