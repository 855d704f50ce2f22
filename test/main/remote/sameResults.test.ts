import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { makeLongVideo } from '../../app/folders'
import { constantRate, makeVideo, photoPaths } from '../../media'
import { isAlive } from '../../processes'
import { startRedis, whyNoRedis, type RedisServer } from '../../redisServer'
import { startBatch, startRemoteWorker } from '../../remoteProcesses'
import { temporaryFolder } from '../library/libraryFolder'

const missing = whyNoRedis()
const one = { args: ['--workers', '1'] }

function makeMedia(folder: string, video: string): string {
  const media = join(folder, 'media')
  cpSync(join(photoPaths[0]!, '..'), media, { recursive: true, filter: isPhotoOrFolder })
  copyFileSync(video, join(media, basename(video)))
  return media
}

function makeClip(): Promise<string> {
  return makeVideo({
    ...{ name: 'remote.mp4', codec: 'avc', photo: 4, timestampsS: constantRate(40, 25) },
    ...{ widthPx: 640, heightPx: 360 },
  })
}

function isPhotoOrFolder(path: string): boolean {
  return path.endsWith('demo') || photoPaths.includes(path)
}

/** Tracks faces and answers the hash of the CSV: to compare its millions of bytes one by one takes minutes. */
async function track(media: string, csvPath: string, ...args: string[]): Promise<string> {
  const batch = startBatch(join(csvPath, '..'), media, '-t', 'face', '--out', csvPath, ...args)
  expect([await batch.ended, batch.output()]).toEqual([0, expect.stringContaining('7 files done')])
  return createHash('sha256').update(readFileSync(csvPath)).digest('hex')
}

/** How often Redis was asked for a piece of a file. */
async function countUploads({ url }: RedisServer): Promise<number> {
  const redis = new Redis(url)
  const statistics = await redis.info('commandstats')
  redis.disconnect()
  return Number(/cmdstat_blpop:calls=(\d+)/.exec(statistics)?.[1] ?? 0)
}

// Without a Redis there is nothing to test with: CI, as root on Debian, installs it.
describe.skipIf(missing !== null)('photos and a video, tracked by two other programs', () => {
  it('give the same CSV as here, in segments, sent or read where they lie, and nothing is left behind', async () => {
    const folder = temporaryFolder()
    const media = makeMedia(folder, await makeLongVideo())
    const here = await track(media, join(folder, 'here.csv'), '-w', '1')
    await using redis = await startRedis(folder)
    {
      await using first = await startRemoteWorker(join(folder, '1'), redis.url, one)
      await using second = await startRemoteWorker(join(folder, '2'), redis.url, one)
      expect(await track(media, join(folder, 'sent.csv'), '--redis', redis.url)).toEqual(here)
      expect(await countUploads(redis)).toBeGreaterThan(0)
      expect([first, second].map(({ processId }) => isAlive(processId))).toEqual([true, true])
      const left = ['1', '2'].flatMap((name) => readdirSync(join(folder, name, 'data/uploads')))
      expect(left.length).toBeLessThanOrEqual(2)
    }
    const uploads = await countUploads(redis)
    const shared = join(folder, 'volume')
    cpSync(media, shared, { recursive: true })
    const args = ['--map', `${media}=${shared}`, '--workers', '1']
    await using third = await startRemoteWorker(join(folder, '3'), redis.url, { args })
    expect(await track(media, join(folder, 'mapped.csv'), '--redis', redis.url)).toEqual(here)
    expect(await countUploads(redis)).toBe(uploads)
    expect(isAlive(third.processId)).toBe(true)
  }, 300_000)

  it('are shared by this machine and another one', async () => {
    const folder = temporaryFolder()
    const media = makeMedia(folder, await makeClip())
    const here = await track(media, join(folder, 'here.csv'), '-w', '1')
    await using redis = await startRedis(folder)
    await using worker = await startRemoteWorker(join(folder, '1'), redis.url, one)
    const both = await track(media, join(folder, 'both.csv'), '-w', '1', '--redis', redis.url)
    expect(both).toEqual(here)
    expect(isAlive(worker.processId)).toBe(true)
  }, 300_000)
})
