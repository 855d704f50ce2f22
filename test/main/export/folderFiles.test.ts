import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Job } from '../../../common/jobs'
import { defaultCsvOptions } from '../../../common/export/options'
import { sentence } from '../../../common/sentence'
import { exportLandmarks } from '../../../main/export/exportFile'
import { Library } from '../../../main/library/library'
import { temporaryFolder } from '../library/libraryFolder'
import { done, newBatch, storeDone, waitingJob } from '../library/libraryRecords'
import { framesAt, placedPart } from './exporting'

const walk = framesAt(30, 2, () => [placedPart('pose', () => [0, 0, 0])])

interface Trial {
  readonly name?: string
  readonly overwrite?: boolean
}

async function exportWalk(folder: string, { name = 'walk', overwrite = false }: Trial = {}) {
  await using library = await Library.openInMemory()
  const sourceIds = await storeDone(library, 'pose', { 'walk.mp4': walk })
  return await exportLandmarks({
    ...{ library, sourceIds, overwrite, destinationPath: join(folder, name) },
    ...{ options: { format: 'trc', csv: defaultCsvOptions }, appVersion: '9.9.9' },
  })
}

describe('an export of several files', () => {
  it('makes a folder; the ending of the format is not part of its name', async () => {
    const folder = temporaryFolder()
    const { path } = await exportWalk(folder, { name: 'walk.TRC' })
    expect(path).toBe(join(folder, 'walk'))
    expect(readdirSync(folder)).toEqual(['walk'])
    expect(readdirSync(path)).toEqual(['export.json', 'walk_subject_0.trc'])
  })

  it('takes an empty folder that is there', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'walk'))
    const { path } = await exportWalk(folder)
    expect(readdirSync(path)).toEqual(['export.json', 'walk_subject_0.trc'])
  })

  it('does not mix with what lies in a folder already, unless asked to', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'walk'))
    writeFileSync(join(folder, 'walk', 'notes.txt'), 'mine')
    await expect(exportWalk(folder)).rejects.toThrow(
      `${join(folder, 'walk')} could not be written. ` +
        'A folder of that name has files in it already: choose another name.',
    )
    expect(readdirSync(join(folder, 'walk'))).toEqual(['notes.txt'])
    await exportWalk(folder, { overwrite: true })
    await exportWalk(folder, { overwrite: true })
    expect(readdirSync(join(folder, 'walk')).sort()).toEqual([
      'export.json',
      'notes.txt',
      'walk_subject_0.trc',
    ])
    expect(readdirSync(folder)).toEqual(['walk'])
  })

  it('says that a file has the name', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'walk'), 'mine')
    await expect(exportWalk(folder)).rejects.toThrow('There is a file of that name')
    expect(readdirSync(folder)).toEqual(['walk'])
  })
})

describe('photos', () => {
  async function exportPhotos(videos: readonly string[]) {
    await using library = await Library.openInMemory()
    const names = ['a.jpg', 'b.jpg', ...videos]
    const ids = library.reserveSourceIds(names.length)
    const jobs = names.map((name, index): Job => {
      const job = waitingJob(ids[index]!, name)
      return name.endsWith('.jpg') ? { ...job, mediaKind: 'photo' } : job
    })
    await library.addSources(await library.createBatch(newBatch('pose')), jobs)
    for (const { id, mediaKind } of jobs) {
      const frames = mediaKind === 'photo' ? walk.slice(0, 1) : walk
      library.appendFrames(id, frames)
      await library.finishSource(id, done(frames))
    }
    return await exportLandmarks({
      ...{ library, sourceIds: ids, destinationPath: join(temporaryFolder(), 'out') },
      ...{ options: { format: 'trc', csv: defaultCsvOptions }, appVersion: '9.9.9' },
    })
  }

  it('are left out of formats for motion, and counted', async () => {
    expect(await exportPhotos(['walk.mp4'])).toMatchObject({
      files: 1,
      leftOut: sentence('sentences.export.photosLeftOut', { count: 2 }),
    })
  })

  it('alone are told to go into other formats', async () => {
    await expect(exportPhotos([])).rejects.toThrow(
      'TRC is for motion, and there is no video with results: photos go into the other formats.',
    )
  })
})

it('what a format has no place for is refused in a sentence', async () => {
  await using library = await Library.openInMemory()
  const sourceIds = await storeDone(library, 'face', { 'a.mp4': walk })
  const exporting = exportLandmarks({
    ...{ library, sourceIds, destinationPath: join(temporaryFolder(), 'out') },
    ...{ options: { format: 'trc', csv: defaultCsvOptions }, appVersion: '9.9.9' },
  })
  await expect(exporting).rejects.toThrow('TRC has no place for the landmarks of this task')
})
