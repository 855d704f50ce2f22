import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { remoteWorkerSchema, type RemoteProcess } from '../../../common/remote'
import { constantRate, makeVideo } from '../../media'
import { isAlive } from '../../processes'
import { startRedis, whyNoRedis } from '../../redisServer'
import { startBatch, startRemoteWorker } from '../../remoteProcesses'
import { temporaryFolder } from '../library/libraryFolder'

const missing = whyNoRedis()

function makeClip(): Promise<string> {
  return makeVideo({
    ...{ name: 'lost.mp4', codec: 'avc', photo: 4, timestampsS: constantRate(150, 25) },
    ...{ widthPx: 640, heightPx: 360 },
  })
}

/** Waits until a worker program has been at a file for a while, as it tells in Redis. */
async function inTheMiddle(redis: Redis, file: string): Promise<void> {
  for (;;) {
    const processes = await readProcesses(redis)
    if (processes.some((one) => one.file === file && (one.fileAgeMs ?? 0) > 300)) return
    await setTimeout(100)
  }
}

async function readProcesses(redis: Redis): Promise<readonly RemoteProcess[]> {
  const keys = await redis.keys('landmark-studio:worker:*')
  const texts = keys.length > 0 ? await redis.mget(keys) : []
  return texts.flatMap((text) => {
    return text === null ? [] : remoteWorkerSchema.parse(JSON.parse(text)).processes
  })
}

describe.skipIf(missing !== null)('a worker program', () => {
  it('that is killed gives its files back: the result is whole, and the same', async () => {
    const folder = temporaryFolder()
    const paths = [await makeClip()]
    const local = startBatch(folder, ...paths, '-t', 'face', '-w', '1', '--out', 'here.csv')
    expect(await local.ended).toBe(0)
    await using server = await startRedis(folder)
    const redis = new Redis(server.url)
    const one = ['--workers', '1']
    await using first = await startRemoteWorker(join(folder, '1'), server.url, { args: one })
    const args = ['-t', 'face', '--redis', server.url, '--out', 'there.csv']
    await using batch = startBatch(folder, ...paths, ...args)
    await inTheMiddle(redis, 'lost.mp4')
    process.kill(first.processId, 'SIGKILL')
    await using second = await startRemoteWorker(join(folder, '2'), server.url, { args: one })
    expect([await batch.ended, batch.output()]).toEqual([
      0,
      expect.stringContaining('1 files done, 0 failed'),
    ])
    expect(readFileSync(join(folder, 'there.csv'))).toEqual(readFileSync(join(folder, 'here.csv')))
    expect(isAlive(second.processId)).toBe(true)
    redis.disconnect()
  }, 180_000)

  it('that was out of reach comes too late: what it yields then does not count', async () => {
    const folder = temporaryFolder()
    const paths = [await makeClip()]
    const local = startBatch(folder, ...paths, '-t', 'face', '-w', '1', '--out', 'here.csv')
    expect(await local.ended).toBe(0)
    await using server = await startRedis(folder)
    const redis = new Redis(server.url)
    const one = ['--workers', '1']
    await using first = await startRemoteWorker(join(folder, '1'), server.url, { args: one })
    const args = ['-t', 'face', '--redis', server.url, '--out', 'there.csv']
    await using batch = startBatch(folder, ...paths, ...args)
    await inTheMiddle(redis, 'lost.mp4')
    process.kill(first.processId, 'SIGSTOP')
    await using second = await startRemoteWorker(join(folder, '2'), server.url, { args: one })
    await inTheMiddle(redis, 'lost.mp4')
    // Now both have it in work, and both tell what they find.
    process.kill(first.processId, 'SIGCONT')
    expect([await batch.ended, batch.output()]).toEqual([
      0,
      expect.stringContaining('1 files done, 0 failed'),
    ])
    expect(readFileSync(join(folder, 'there.csv'))).toEqual(readFileSync(join(folder, 'here.csv')))
    expect(isAlive(second.processId)).toBe(true)
    redis.disconnect()
  }, 180_000)
})
