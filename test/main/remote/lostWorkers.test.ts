import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { remoteWorkerSchema, type RemoteProcess } from '../../../common/remote'
import { constantRate, makeVideo } from '../../media'
import { isAlive } from '../../processes'
import { startRedis, whyNoRedis } from '../../redisServer'
import { startBatch, startRemoteWorker, type Program } from '../../remoteProcesses'
import { temporaryFolder } from '../library/libraryFolder'

const missing = whyNoRedis()
const awayMs = 3000

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

/** A clip that a worker program is in the middle of, and what its CSV is where nothing is lost. */
interface Scene extends AsyncDisposable {
  readonly first: Program
  readonly startSecond: () => Promise<Program>
  /** Kills Redis, with all that it knows, and starts it again after a while. */
  readonly loseServer: () => Promise<void>
  /** Waits until a worker has been at the clip for a while. */
  readonly inTheMiddle: () => Promise<void>
  /** Expects the batch to end whole, with the same CSV. */
  readonly expectTheSame: () => Promise<void>
}

async function setScene(): Promise<Scene> {
  const folder = temporaryFolder()
  const clip = await makeClip()
  const local = startBatch(folder, clip, '-t', 'face', '-w', '1', '--out', 'here.csv')
  expect(await local.ended).toBe(0)
  let server = await startRedis(folder)
  const redis = new Redis(server.url)
  const startWorker = (name: string) =>
    startRemoteWorker(join(folder, name), server.url, { args: ['--workers', '1'] })
  const first = await startWorker('1')
  const args = ['-t', 'face', '--redis', server.url, '--out', 'there.csv']
  const batch = startBatch(folder, clip, ...args)
  return {
    first,
    startSecond: () => startWorker('2'),
    loseServer: async () => {
      await server[Symbol.asyncDispose]()
      await setTimeout(awayMs)
      server = await startRedis(folder, { port: server.port })
    },
    inTheMiddle: () => inTheMiddle(redis, 'lost.mp4'),
    expectTheSame: async () => {
      expect([await batch.ended, batch.output()]).toEqual([
        0,
        expect.stringContaining('1 files done, 0 failed'),
      ])
      const [there, here] = ['there.csv', 'here.csv'].map((name) =>
        readFileSync(join(folder, name)),
      )
      expect(there!.equals(here!)).toBe(true)
    },
    [Symbol.asyncDispose]: async () => {
      await batch[Symbol.asyncDispose]()
      await first[Symbol.asyncDispose]()
      redis.disconnect()
      await server[Symbol.asyncDispose]()
    },
  }
}

// Without a Redis there is nothing to test with: CI, as root on Debian, installs it.
describe.skipIf(missing !== null)('a worker program', () => {
  it('that is killed gives its files back: the result is whole, and the same', async () => {
    await using scene = await setScene()
    await scene.inTheMiddle()
    process.kill(scene.first.processId, 'SIGKILL')
    await using second = await scene.startSecond()
    await scene.expectTheSame()
    expect(isAlive(second.processId)).toBe(true)
  }, 180_000)

  it('that was out of reach comes too late: what it yields then does not count', async () => {
    await using scene = await setScene()
    await scene.inTheMiddle()
    process.kill(scene.first.processId, 'SIGSTOP')
    await using second = await scene.startSecond()
    await scene.inTheMiddle()
    // Now both have it in work, and both tell what they find.
    process.kill(scene.first.processId, 'SIGCONT')
    await scene.expectTheSame()
    expect(isAlive(second.processId)).toBe(true)
  }, 180_000)

  it('whose server dies and comes back knowing nothing is given its files once more', async () => {
    await using scene = await setScene()
    await scene.inTheMiddle()
    await scene.loseServer()
    await scene.expectTheSame()
    expect(isAlive(scene.first.processId)).toBe(true)
  }, 180_000)
})
