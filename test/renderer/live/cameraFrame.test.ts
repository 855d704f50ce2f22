import { expect, it } from 'vitest'
import { FramePool } from '../../../renderer/live/camera/cameraFrame'
import { frameOf } from './frames'

it('keeps its pixels until the last share is closed, and then lends their memory again', async () => {
  const pool = new FramePool()
  const frame = await frameOf(pool, 1)
  const share = frame.share()
  frame.close()
  frame.close()
  const second = await frameOf(pool, 2)
  expect([share.pixels[0], second.pixels[0], pool.lent]).toEqual([1, 2, 2])
  const { buffer } = share.pixels
  share.close()
  const third = await frameOf(pool, 3)
  expect([third.pixels.buffer === buffer, third.pixels[0], pool.lent]).toEqual([true, 3, 2])
})

it('has no pixels to give once it is closed', async () => {
  const frame = await frameOf(new FramePool(), 1)
  frame.close()
  expect(() => frame.pixels).toThrow('Frame 1 is closed')
})
