import { expect, it } from 'vitest'
import { measureSizes, measureWorkers } from '../../../main/calibration/speed'

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('sizes take turns there and back, and a photo that was held up does not count', async () => {
  const tracked: number[] = []
  const speeds = await measureSizes(
    [640, 1280],
    async (sizePx) => {
      tracked.push(sizePx)
      await wait(10)
      // The first photo of all is held up by something else.
      const durationMs = tracked.length === 1 ? 5000 : sizePx / 10
      return { durationMs, subjectsFound: sizePx > 1000 ? 2 : 1 }
    },
    200,
  )
  expect(tracked.slice(0, 6)).toEqual([640, 1280, 1280, 640, 640, 1280])
  expect(speeds).toEqual([
    { inputLongSidePx: 640, photosPerSecond: 1000 / 64, subjectsFound: 1 },
    { inputLongSidePx: 1280, photosPerSecond: 1000 / 128, subjectsFound: 2 },
  ])
})

it('each size has a turn, however slow the machine', async () => {
  const slow = { durationMs: 4000, subjectsFound: 1 }
  const speeds = await measureSizes([640, 960, 1280], () => Promise.resolve(slow), 0)
  expect(speeds.map(({ photosPerSecond }) => photosPerSecond)).toEqual([0.25, 0.25, 0.25])
})

it('workers that do not get in each other’s way are as many times as fast', async () => {
  const track = () => wait(50)
  const [one, three] = await measureWorkers([1, 3], [track, track, track], 1000)
  expect([one?.workers, three?.workers]).toEqual([1, 3])
  expect(three!.photosPerSecond / one!.photosPerSecond).toBeGreaterThan(2.4)
})
