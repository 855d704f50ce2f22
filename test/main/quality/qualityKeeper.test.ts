import { describe, expect, it, onTestFinished } from 'vitest'
import type { EntryId } from '../../../common/entries'
import { Library } from '../../../main/library/library'
import { QualityKeeper } from '../../../main/quality/qualityKeeper'
import { fillLongRecording } from '../../bench/longRecording'
import { until } from '../../processes'
import { done, newBatch, storeDone, waitingJob } from '../library/libraryRecords'
import { makeMoving } from './madeVideos'

function keep(library: Library, isBusy = false) {
  const changed: EntryId[] = []
  const log: string[] = []
  const keeper = new QualityKeeper({
    ...{ library, isBusy: () => isBusy },
    onChanged: (ids) => changed.push(...ids),
    log: (text) => log.push(text),
  })
  onTestFinished(() => keeper.stop())
  keeper.wake()
  return { keeper, changed, log }
}

describe('the qualities of a library', () => {
  it('become known of photos, videos and recordings that are done, and of nothing else', async () => {
    await using library = await Library.openInMemory()
    const bodies = makeMoving('pose', { frames: 30 })
    const videos = await storeDone(library, 'pose', { 'a.mp4': bodies, 'b.mp4': bodies })
    const photos = await storePhotos(library)
    const recording = await fillLongRecording(library, 1)
    const { changed, log } = keep(library)
    await until(() => changed.length === 5)

    // Photos first, then the newest: that is what people are looking at.
    expect(changed).toEqual([...photos.done.toReversed(), recording, ...videos.toReversed()])
    expect(log).toEqual([])
    const known = await library.qualities.read([...changed, photos.waiting])
    expect(known.size).toBe(5)
    expect(known.get(photos.done[0]!)).toEqual({ ...photo, detectedShare: 1, lowestConfidence: 1 })
    expect(known.get(photos.done[1]!)).toEqual({ ...photo, detectedShare: 0 })
    expect(known.get(videos[0]!)).toMatchObject({ durationMs: 966.667, framesDropped: null })
    expect(known.get(recording)).toMatchObject({
      ...{ durationMs: 59_966.666, framesDropped: 0, swaps: 0, flaws: [] },
      jitter: expect.closeTo(0.01, 2) as number,
    })
  })

  it('are looked for again when something else is done', async () => {
    await using library = await Library.openInMemory()
    const [first] = await storeDone(library, 'face', { 'a.mp4': makeMoving('face', { frames: 3 }) })
    const { keeper, changed } = keep(library, true)
    await until(() => changed.length === 1)
    const [second] = await storeDone(library, 'face', { 'b.mp4': [] })
    keeper.wake()
    await until(() => changed.length === 2)
    expect(changed).toEqual([first, second])
  })

  it('wait for the next start when the app ends', async () => {
    await using library = await Library.openInMemory()
    await fillLongRecording(library, 1)
    const { keeper, changed, log } = keep(library)
    await new Promise((resolve) => setTimeout(resolve, 1050))
    const startMs = performance.now()
    await keeper.stop()
    expect(performance.now() - startMs).toBeLessThan(500)
    await library.close()
    expect([changed, log]).toEqual([[], []])
  })
})

const photo = {
  ...{ durationMs: null, framesPerSecond: null, framesDropped: null, longestGapMs: null },
  ...{ jitter: null, swaps: null, lowestConfidence: null, flaws: [] },
}

/** One of somebody, one of nobody, one that was never tracked. */
async function storePhotos(library: Library) {
  const [somebody, nobody, waiting] = library.reserveSourceIds(3) as [number, number, number]
  const batchId = await library.createBatch(newBatch('pose'))
  const jobs = [somebody, nobody, waiting].map((id) => waitingJob(id, `${id}.jpg`))
  await library.addSources(
    batchId,
    jobs.map((job) => ({ ...job, mediaKind: 'photo' })),
  )
  const [body] = makeMoving('pose', { frames: 1 })
  const frames = [[body!], [{ frame: 0, timestampUs: 0, parts: [] }]]
  for (const [index, id] of [somebody, nobody].entries()) {
    library.appendFrames(id, frames[index]!)
    await library.finishSource(id, done(frames[index]!))
  }
  return { done: [somebody, nobody], waiting }
}
