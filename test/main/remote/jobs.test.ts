import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultTrackingOptions } from '../../../common/tasks'
import { createNodeHost } from '../../../main/pool/nodeHost'
import { poolFor } from '../../../main/remote/poolFor'
import { makePhotoFolder } from '../../app/folders'
import { builtWorker, until } from '../../processes'
import { startRedis, whyNoRedis } from '../../redisServer'
import { startRemoteWorker } from '../../remoteProcesses'
import { TestLine } from '../background/testLine'
import { temporaryFolder } from '../library/libraryFolder'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const ignore = (): void => undefined

// Without a Redis there is nothing to test with: CI, as root on Debian, installs it.
describe.skipIf(whyNoRedis() !== null)('jobs of the service and watched folders', () => {
  it('are tracked by other machines where these work for the window too', async () => {
    const folder = temporaryFolder()
    await using redis = await startRedis(folder)
    const { line, ended } = await TestLine.open(folder, async (model) => ({
      workers: 0,
      createPool: await poolFor({
        ...{ startWorker: createNodeHost(builtWorker, ignore), model, workers: 0 },
        ...{ redisUrl: redis.url, appVersion: version, onProblem: ignore },
      }),
    }))
    await using worker = await startRemoteWorker(join(folder, 'other'), redis.url, {
      args: ['--workers', '1'],
    })
    const search = { paths: [makePhotoFolder(3)], includeSubfolders: true }
    const batch = await line.add('service', defaultTrackingOptions('face'), search)
    await until(() => ended.length === 1)
    expect(batch.status.counts).toMatchObject({ done: 3, failed: 0, waiting: 0 })
    expect(worker.processId).toBeGreaterThan(0)
  })
})
