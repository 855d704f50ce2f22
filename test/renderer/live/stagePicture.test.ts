import { describe, expect, it } from 'vitest'
import { FramePool, type CameraFrame } from '../../../renderer/live/camera/cameraFrame'
import { StagePicture, type Shown } from '../../../renderer/live/stage/stagePicture'
import { frameOf } from './frames'

const frameMs = 1000 / 30

function tracked(frame: CameraFrame) {
  const landmarks = { frame: frame.index, timestampUs: frame.timestampUs, parts: [] }
  return { frame, landmarks, inferenceMs: 60 }
}

function facts(shown: Shown | undefined) {
  return shown && [shown.frame.index, shown.landmarks?.frame ?? null, shown.isTracked]
}

async function offer(stage: StagePicture, pool: FramePool, index: number): Promise<void> {
  const frame = await frameOf(pool, index)
  stage.offer(frame)
  frame.close()
}

describe('what the stage shows', () => {
  it('is the newest frame before anything is tracked, and nothing twice', async () => {
    const pool = new FramePool()
    const stage = new StagePicture()
    await offer(stage, pool, 0)
    await offer(stage, pool, 1)
    expect(facts(stage.next(0))).toEqual([1, null, false])
    expect(stage.next(16)).toBeUndefined()
    expect(facts(stage.again())).toEqual([1, null, false])
  })

  it('is a tracked frame with its own landmarks, as soon as they are known', async () => {
    const pool = new FramePool()
    const stage = new StagePicture()
    for (const index of [0, 1, 2]) await offer(stage, pool, index)
    stage.track(tracked(await frameOf(pool, 1)))
    expect(facts(stage.next(100))).toEqual([1, 1, true])
  })

  it('goes on at the pace of the camera between two tracked frames', async () => {
    const pool = new FramePool()
    const stage = new StagePicture()
    stage.track(tracked(await frameOf(pool, 0)))
    stage.next(100)
    for (const index of [1, 2, 3]) await offer(stage, pool, index)
    expect(stage.next(100 + frameMs * 0.9)).toBeUndefined()
    expect(facts(stage.next(100 + frameMs * 1.1))).toEqual([1, 0, false])
    expect(facts(stage.next(100 + frameMs * 3.1))).toEqual([3, 0, false])
  })

  it('has no landmarks that are long past', async () => {
    const pool = new FramePool()
    const stage = new StagePicture()
    stage.track(tracked(await frameOf(pool, 0)))
    stage.next(0)
    await offer(stage, pool, 30)
    expect(facts(stage.next(1100))).toEqual([30, null, false])
  })

  it('keeps few frames, and none when it is cleared', async () => {
    const pool = new FramePool()
    const stage = new StagePicture()
    stage.track(tracked(await frameOf(pool, 0)))
    stage.next(0)
    for (let index = 1; index < 40; index += 1) await offer(stage, pool, index)
    expect(pool.lent).toBeLessThanOrEqual(7)
    stage.track(tracked(await frameOf(pool, 40)))
    stage.track(tracked(await frameOf(pool, 41)))
    stage.clear()
    expect(pool.lent).toBe(0)
  })
})
