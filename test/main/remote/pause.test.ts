import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { defaultTrackingOptions } from '../../../common/tasks'
import { Library } from '../../../main/library/library'
import { findModel } from '../../../main/models'
import { createNodeHost } from '../../../main/pool/nodeHost'
import { poolFor } from '../../../main/remote/poolFor'
import { makeLongVideo } from '../../app/folders'
import { builtWorker, modelsFolder, until } from '../../processes'
import { startRedis, whyNoRedis } from '../../redisServer'
import { startRemoteWorker } from '../../remoteProcesses'
import { Observed } from '../batch/observedBatch'
import { temporaryFolder } from '../library/libraryFolder'

const { version: appVersion } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string
}
const tracking = defaultTrackingOptions('face')
/** A worker looks once a second whether it may go on. */
const heardMs = 2500

// Without a Redis there is nothing to test with: CI, as root on Debian, installs it.
describe.skipIf(whyNoRedis() !== null)('a batch on another machine', () => {
  it('stands still while it is paused, in the middle of a video too, and goes on', async () => {
    const folder = temporaryFolder()
    const video = await makeLongVideo()
    const model = await findModel(tracking, { builtIn: modelsFolder })
    await using library = await Library.open(join(folder, 'library.duckdb'))
    const { batch } = new Observed(library)
    await using redis = await startRedis(folder)
    await using worker = await startRemoteWorker(join(folder, 'other'), redis.url, {
      args: ['--workers', '1'],
    })
    const createPool = await poolFor({
      ...{ startWorker: createNodeHost(builtWorker, () => undefined), model, workers: 0 },
      ...{ redisUrl: redis.url, appVersion, onProblem: () => undefined },
    })
    await batch.add([video], { includeSubfolders: false })
    await batch.start({ tracking, model, workers: 0, createPool })
    const progress = (): number => batch.status().progress
    await until(() => progress() > 0.1, 60_000)
    batch.pause()
    await setTimeout(heardMs)
    const paused = progress()
    await setTimeout(heardMs)
    expect(progress()).toBe(paused)
    expect(paused).toBeLessThan(0.9)
    batch.resume()
    await batch.runEnded()
    expect(batch.status().counts).toMatchObject({ done: 1, failed: 0 })
    expect(worker.processId).toBeGreaterThan(0)
  }, 120_000)
})
