import { describe, expect, it } from 'vitest'
import { sentence } from '../../../common/sentence'
import { defaultTrackingOptions } from '../../../common/tasks'
import { makePhotoFolder } from '../../app/folders'
import { isAlive, until } from '../../processes'
import { temporaryFolder } from '../library/libraryFolder'
import { TestLine } from './testLine'

const tracking = defaultTrackingOptions('face')

const photos = (count: number) => ({ paths: [makePhotoFolder(count)], includeSubfolders: true })

describe('the line of batches that no window has begun', () => {
  it('tracks one after the other, in the order in which they came', async () => {
    const { line, library, ended } = await TestLine.open(temporaryFolder())
    const first = await line.add('service', tracking, photos(6))
    const second = await line.add('service', tracking, photos(3))
    await until(() => first.status.counts.done > 0)
    expect([second.hasBegun, second.status.counts.done]).toEqual([false, 0])
    await until(() => ended.length === 2)
    expect(ended).toEqual([first.id, second.id])
    expect(await library.background.list('service', 10)).toMatchObject([
      { id: second.id, end: { kind: 'completed' }, counts: { done: 3 } },
      { id: first.id, end: { kind: 'completed' }, counts: { done: 6 } },
    ])
  })

  it('lets the window go first: held, it pauses what is in work and begins with nothing', async () => {
    const { line, ended } = await TestLine.open(temporaryFolder())
    const first = await line.add('service', tracking, photos(30))
    const second = await line.add('service', tracking, photos(2))
    await until(() => first.status.counts.done > 1)
    line.hold()
    expect([first.status.phase, line.isWorking]).toEqual(['paused', false])
    // What was tracked before is still being written, and the photo that was in work comes to its end.
    await new Promise((resolve) => setTimeout(resolve, 700))
    const { done } = first.status.counts
    expect(done).toBeLessThan(30)
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect([first.status.counts.done, second.hasBegun]).toEqual([done, false])
    line.release()
    await until(() => ended.length === 2)
    expect(first.status.counts.done).toBe(30)
  })

  it('begins with nothing that is added while it is held', async () => {
    const { line, ended } = await TestLine.open(temporaryFolder())
    line.hold()
    const batch = await line.add('service', tracking, photos(2))
    await batch.found
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect([batch.hasBegun, line.workerSamples()]).toEqual([false, []])
    line.release()
    await until(() => ended.length === 1)
  })

  it('goes on where it stood when the program ended, and with those that waited', async () => {
    const folder = temporaryFolder()
    const before = await TestLine.open(folder)
    const first = await before.line.add('service', tracking, photos(12))
    const second = await before.line.add('service', tracking, photos(2))
    await until(() => first.status.counts.done > 2)
    const processIds = before.line.workerSamples().map(({ processId }) => processId)
    await before.close()
    expect([processIds.filter(isAlive), before.ended]).toEqual([[], []])

    const after = await TestLine.open(folder)
    expect(await after.library.findInterrupted()).toBeUndefined()
    await after.line.recover()
    expect(after.line.find(first.id)?.status.counts.done).toBeGreaterThan(2)
    await until(() => after.ended.length === 2)
    expect(after.ended).toEqual([first.id, second.id])
    expect(await after.library.background.read('service', first.id)).toMatchObject({
      ...{ end: { kind: 'completed' }, counts: { done: 12, waiting: 0 } },
    })
    // They are none of the window's earlier batches, but their results are in the library.
    expect(await after.library.batches()).toEqual([])
    expect((await after.library.entries.list()).entries).toHaveLength(14)
  })

  it('cancels what is in work and what waits, and goes on with the next', async () => {
    const { line, library, ended } = await TestLine.open(temporaryFolder())
    const [first, second, third] = [
      await line.add('service', tracking, photos(30)),
      await line.add('service', tracking, photos(2)),
      await line.add('service', tracking, photos(2)),
    ]
    await until(() => first.status.counts.done > 0)
    await line.cancel(second.id)
    await line.cancel(first.id)
    await until(() => ended.length === 3)
    expect(ended).toEqual([second.id, first.id, third.id])
    expect((await library.background.list('service', 10)).map(({ end }) => end?.kind)).toEqual([
      'completed',
      'cancelled',
      'cancelled',
    ])
  })

  it('says of a batch without a photo or video why it failed, and goes on', async () => {
    const { line, library, ended } = await TestLine.open(temporaryFolder())
    const empty = { paths: [temporaryFolder()], includeSubfolders: true }
    const { id } = await line.add('service', tracking, empty)
    await line.add('service', tracking, photos(1))
    await until(() => ended.length === 2)
    expect((await library.background.read('service', id))?.end).toEqual({
      kind: 'failed',
      reason: sentence('sentences.batch.nothingFound'),
    })
  })
})
