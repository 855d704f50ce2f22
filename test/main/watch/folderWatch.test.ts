import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { defaultInputLimits } from '../../../common/inputLimits'
import { inEnglish } from '../../../common/sentence'
import { defaultTrackingOptions } from '../../../common/tasks'
import type { WatchedFolder } from '../../../common/watch'
import { FolderWatches } from '../../../main/watch/folderWatches'
import { photoPaths } from '../../media'
import { until } from '../../processes'
import { TestLine } from '../background/testLine'
import { temporaryFolder } from '../library/libraryFolder'

const photo = photoPaths[3]!

/** A watched folder over a library, as in the app. */
class TestWatch {
  readonly of: TestLine
  readonly #watches: FolderWatches

  static async open(dataFolder: string): Promise<TestWatch> {
    const line = await TestLine.open(dataFolder)
    await line.line.recover()
    return new TestWatch(line)
  }

  private constructor(of: TestLine) {
    this.of = of
    this.#watches = new FolderWatches(
      {
        ...{ library: of.library, line: of.line, appVersion: '1.2.3', log: () => undefined },
        limits: () => defaultInputLimits,
      },
      () => undefined,
    )
    onTestFinished(() => this.close())
  }

  apply(...folders: readonly WatchedFolder[]): Promise<void> {
    return this.#watches.apply(folders)
  }

  get status() {
    return this.#watches.statuses()[0]
  }

  /** As at the end of the app. May be called twice. */
  async close(): Promise<void> {
    await this.#watches.stop()
    await this.of.close()
  }
}

function watched(folder: string, changes: Partial<WatchedFolder> = {}): WatchedFolder {
  const options = defaultTrackingOptions('face')
  return { folder, options, resultsFolder: null, isOn: true, sinceMs: Date.now(), ...changes }
}

const files = (folder: string) => readdirSync(folder).toSorted()

const rest = (ms: number) => setTimeout(ms)

it('what comes into a watched folder is tracked when it is complete; its CSV lies beside it', async () => {
  const folder = temporaryFolder()
  copyFileSync(photo, join(folder, 'before.jpg'))
  await rest(20)
  const watch = await TestWatch.open(temporaryFolder())
  await watch.apply(watched(folder))

  const bytes = readFileSync(photo)
  const growing = join(folder, 'new.jpg')
  writeFileSync(growing, bytes.subarray(0, 1000))
  for (let start = 1000, step = 100_000; start < bytes.length; start += step) {
    await rest(1200)
    // Half a photo would be refused: nobody has looked into it yet.
    expect(watch.status).toMatchObject({ waiting: 0, tracked: 0, failed: 0 })
    appendFileSync(growing, bytes.subarray(start, start + step))
  }
  await until(() => files(folder).includes('new.landmarks.csv.json'))
  expect(files(folder)).toEqual([
    ...['before.jpg', 'new.jpg', 'new.landmarks.csv', 'new.landmarks.csv.json'],
  ])
  expect(readFileSync(join(folder, 'new.landmarks.csv'), 'utf8')).toMatch(/\r\nnew\.jpg,0,0\.0,/)
  await until(() => watch.status?.tracked === 1)
  expect(await watch.of.library.batches()).toEqual([])
})

it('results may go elsewhere, and replace nothing that is there', async () => {
  const [folder, resultsFolder] = [temporaryFolder(), temporaryFolder()]
  writeFileSync(join(resultsFolder, 'a.landmarks.csv'), 'mine')
  const watch = await TestWatch.open(temporaryFolder())
  await watch.apply(watched(folder, { resultsFolder }))
  mkdirSync(join(folder, 'monday'))
  // A copy has the times of its original.
  copyFileSync(photo, join(folder, 'monday', 'a.jpg'))
  utimesSync(join(folder, 'monday', 'a.jpg'), 1, 1)
  await until(() => files(resultsFolder).includes('a.landmarks 2.csv.json'))
  expect(readFileSync(join(resultsFolder, 'a.landmarks.csv'), 'utf8')).toBe('mine')
  expect(files(join(folder, 'monday'))).toEqual(['a.jpg'])
})

it('a result that cannot be written is told, and holds up no other', async () => {
  const folder = temporaryFolder()
  const watch = await TestWatch.open(temporaryFolder())
  await watch.apply(watched(folder))
  mkdirSync(join(folder, 'monday'))
  copyFileSync(photo, join(folder, 'monday', 'a.jpg'))
  copyFileSync(photo, join(folder, 'z.jpg'))
  await until(() => watch.of.ended.length === 1)
  renameSync(join(folder, 'monday'), join(temporaryFolder(), 'away'))
  await until(() => files(folder).includes('z.landmarks.csv.json'))
  await until(() => inEnglish(watch.status?.problem ?? '').includes('monday'))
  expect(watch.status).toMatchObject({ tracked: 2, failed: 0 })
})

it('a restart misses nothing and does nothing twice, also where results were deleted', async () => {
  const [folder, dataFolder] = [temporaryFolder(), temporaryFolder()]
  const place = watched(folder)
  const first = await TestWatch.open(dataFolder)
  await first.apply(place)
  copyFileSync(photo, join(folder, 'a.jpg'))
  await until(() => first.status?.tracked === 1 && files(folder).length === 3)
  const { entries } = await first.of.library.entries.list()
  await first.of.library.entries.delete(entries.map(({ id }) => id))
  await first.close()

  copyFileSync(photo, join(folder, 'b.jpg'))
  const second = await TestWatch.open(dataFolder)
  await second.apply(place)
  await until(() => files(folder).includes('b.landmarks.csv.json'))
  await rest(5000)
  expect(files(folder).filter((name) => name.endsWith('.csv'))).toEqual([
    ...['a.landmarks.csv', 'b.landmarks.csv'],
  ])
  expect(second.of.ended).toHaveLength(1)
})

it('a file that is written anew is tracked anew, also with the same size; other permissions are nothing new', async () => {
  const [folder, dataFolder] = [temporaryFolder(), temporaryFolder()]
  const place = watched(folder)
  const path = join(folder, 'a.jpg')
  const bytes = readFileSync(photo)
  const first = await TestWatch.open(dataFolder)
  await first.apply(place)
  writeFileSync(path, bytes)
  await until(() => files(folder).includes('a.landmarks.csv.json'))
  chmodSync(path, 0o600)
  await rest(6000)
  expect(first.of.ended).toHaveLength(1)
  await first.close()

  const second = await TestWatch.open(dataFolder)
  writeFileSync(path, bytes)
  await second.apply(place)
  await until(() => files(folder).includes('a.landmarks 2.csv.json'))
  await until(() => second.status?.tracked === 2)
})

it('a folder that is away is told, and watched again when it is back', async () => {
  const disk = temporaryFolder()
  const folder = join(disk, 'camera')
  mkdirSync(folder)
  const watch = await TestWatch.open(temporaryFolder())
  await watch.apply(watched(folder))
  renameSync(folder, join(disk, 'unplugged'))
  await until(() => inEnglish(watch.status?.problem ?? '').startsWith('The folder is not there.'))
  renameSync(join(disk, 'unplugged'), folder)
  await until(() => watch.status?.problem === null)
  writeFileSync(join(folder, 'broken.jpg'), readFileSync(photo).subarray(0, 3000))
  copyFileSync(photo, join(folder, 'good.jpg'))
  await until(() => watch.status?.tracked === 1 && watch.status.failed === 1)
})

it('what is no photo or video is left alone, the results themselves too', async () => {
  const folder = temporaryFolder()
  const watch = await TestWatch.open(temporaryFolder())
  await watch.apply(watched(folder))
  await rest(20)
  writeFileSync(join(folder, 'notes.txt'), 'Monday')
  copyFileSync(photo, join(folder, 'a.jpg'))
  await until(() => files(folder).includes('a.landmarks.csv.json'))
  // Two looks, and the time that a file must be still.
  await rest(12_000)
  expect(watch.status).toMatchObject({ waiting: 0, tracked: 1, failed: 0 })
  expect(watch.of.ended).toHaveLength(1)
})
