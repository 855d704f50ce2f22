import { expect, it } from 'vitest'
import { killWorkers } from '../../chaos/remote/killWorkers'
import { whyNoRedis } from '../../redisServer'

// The long form is `npm run chaos:remote`.

// Without a Redis there is nothing to test with: CI, as root on Debian, installs it.
it.skipIf(whyNoRedis() !== null)(
  'a batch whose workers are killed again and again is complete, and each result counts once',
  async () => {
    const report = await killWorkers({ files: 200, kills: 2 })
    expect(report).toEqual({
      ...{ done: 200, failed: 0, kills: 2, sources: 200, once: 200 },
      seconds: expect.any(Number) as number,
    })
  },
  120_000,
)
