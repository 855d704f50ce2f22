import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { FrameLandmarks } from '../../../common/landmarks'
import type { Segment, SegmentResult } from '../../../common/segments'
import { Library } from '../../../main/library/library'
import { segmentsOf } from '../batch/segments'
import { temporaryFolder } from './libraryFolder'
import { done, newBatch, samplePart, waitingJob } from './libraryRecords'

const [first, second, third] = segmentsOf(3) as [Segment, Segment, Segment]
const segments = [first, second, third]

/** What came of a segment that showed these subjects. */
function resultOf(...numbers: number[]): SegmentResult {
  const summary = { widthPx: 640, heightPx: 360, frames: 100, framesDetected: 100 }
  return {
    summary: { ...summary, subjects: numbers.length, durationMs: 12.5 },
    subjects: { numbers, inWarmUp: [], inOverlap: [] },
  }
}

/** The frames of a segment, each with one face of each of these subjects. */
function framesOf({ startFrame, frames }: Segment, ...subjects: number[]): FrameLandmarks[] {
  const parts = subjects.map((subject) => samplePart('face', subject))
  return Array.from({ length: frames }, (_, index) => {
    const frame = startFrame + index
    return { frame, timestampUs: frame * 100_000, parts }
  })
}

/** A batch of one video that has been cut into three, of which nothing is done. */
async function addCutVideo(library: Library) {
  const [video] = library.reserveSourceIds(1) as [number]
  const batch = await library.createBatch(newBatch('face'))
  await library.addSources(batch, [waitingJob(video, 'long.mp4')])
  await library.segments.add(video, segments)
  return { batch, video }
}

/** From which frame to which each subject is seen; null is a frame in which nobody is. */
async function readSpans(library: Library): Promise<unknown[]> {
  const connection = await library.connect()
  try {
    const reader = await connection.runAndReadAll(`
      SELECT subject, min(frame), max(frame), count(*)::INTEGER FROM detections
      GROUP BY subject, frame // 100 ORDER BY min(frame), subject`)
    return reader.getRowsJS()
  } finally {
    connection.closeSync()
  }
}

it('the segments of a video come back in order, those that are done with their results', async () => {
  await using library = await Library.openInMemory()
  const { batch, video } = await addCutVideo(library)
  await library.segments.finish(video, third, resultOf(0))
  await library.segments.finish(video, first, resultOf(0, 2))
  expect(await library.segments.read(batch)).toEqual(
    new Map([
      [
        video,
        [
          { segment: first, result: resultOf(0, 2) },
          { segment: second, result: null },
          { segment: third, result: resultOf(0) },
        ],
      ],
    ]),
  )
  expect((await library.readBatch(batch)).jobs[0]?.state).toEqual({ kind: 'waiting' })
})

it('a library that is opened again keeps what is done of a video and drops what was begun', async () => {
  const path = join(temporaryFolder(), 'library.duckdb')
  const library = await Library.open(path)
  const { batch, video } = await addCutVideo(library)
  library.appendFrames(video, framesOf(first, 0))
  library.appendFrames(video, framesOf(second, 0).slice(0, 60))
  library.appendFrames(video, framesOf(third, 0, 1))
  await library.segments.finish(video, third, resultOf(0, 1))
  await library.segments.finish(video, first, resultOf(0))
  await library.close()

  await using opened = await Library.open(path)
  expect(await readSpans(opened)).toEqual([
    [0, 0, 99, 100],
    [0, 200, 299, 100],
    [1, 200, 299, 100],
  ])
  const stored = (await opened.readBatch(batch)).segments.get(video)
  expect(stored?.map(({ result }) => result !== null)).toEqual([true, false, true])
})

it('a segment that is tracked again loses its landmarks and its result, and no other does', async () => {
  await using library = await Library.openInMemory()
  const { batch, video } = await addCutVideo(library)
  for (const segment of segments) {
    library.appendFrames(video, framesOf(segment, 0))
    await library.segments.finish(video, segment, resultOf(0))
  }
  await library.segments.reopen(video, second)
  expect(await readSpans(library)).toEqual([
    [0, 0, 99, 100],
    [0, 200, 299, 100],
  ])
  const stored = (await library.segments.read(batch)).get(video)
  expect(stored?.map(({ result }) => result !== null)).toEqual([true, false, true])
})

it('what a segment yields right after it was put back is kept, though nobody waited', async () => {
  await using library = await Library.openInMemory()
  const { video } = await addCutVideo(library)
  library.appendFrames(video, framesOf(second, 0).slice(0, 30))
  const reopening = library.segments.reopen(video, second)
  library.appendFrames(video, framesOf(second, 3))
  await reopening
  await library.segments.finish(video, second, resultOf(3))
  expect(await readSpans(library)).toEqual([[3, 100, 199, 100]])
})

it('a joined video has the numbers of the whole, also where two change places', async () => {
  await using library = await Library.openInMemory()
  const { batch, video } = await addCutVideo(library)
  library.appendFrames(video, framesOf(first, 0, 1))
  library.appendFrames(video, framesOf(second, 0, 1))
  library.appendFrames(video, framesOf(third).slice(0, 40))
  library.appendFrames(video, framesOf(third, 4).slice(40))
  const maps = [
    [0, 1],
    [1, 0],
    [, , , , 2],
  ].map((numbers) => new Map(numbers.flatMap((whole, own) => [[own, whole!] as const])))
  const outcome = done(segments.flatMap((segment) => framesOf(segment, 0)))
  await library.segments.join(video, segments, maps, outcome)

  expect(await readSpans(library)).toEqual([
    [0, 0, 99, 100],
    [1, 0, 99, 100],
    [0, 100, 199, 100],
    [1, 100, 199, 100],
    [null, 200, 239, 40],
    [2, 240, 299, 60],
  ])
  const stored = await library.readBatch(batch)
  expect(stored.jobs[0]?.state).toEqual(outcome)
  expect(stored.segments).toEqual(new Map())
})

it('a joined video has each subject where it was, under its new number', async () => {
  await using library = await Library.openInMemory()
  const { video } = await addCutVideo(library)
  const parts = [samplePart('face', 0, 1), samplePart('face', 1, 2)]
  library.appendFrames(video, [{ frame: 100, timestampUs: 10_000_000, parts }])
  const swapped = new Map([
    [0, 1],
    [1, 0],
  ])
  const maps = [new Map([[0, 0]]), swapped, new Map([[0, 0]])]
  const firstX = async (): Promise<unknown[]> => {
    const connection = await library.connect()
    const sql = 'SELECT x[3] FROM detections WHERE frame = 100 ORDER BY subject'
    const rows = (await connection.runAndReadAll(sql)).getRowsJS().flat()
    connection.closeSync()
    return rows
  }
  await expect.poll(async () => (await firstX()).length).toBe(2)
  const before = await firstX()
  expect(before[0]).not.toBe(before[1])
  await library.segments.join(video, segments, maps, done([]))
  expect(await firstX()).toEqual(before.toReversed())
})

it('nothing is left of the segments of a video that begins from the start', async () => {
  await using library = await Library.openInMemory()
  const { batch, video } = await addCutVideo(library)
  library.appendFrames(video, framesOf(first, 0))
  await library.segments.finish(video, first, resultOf(0))
  await library.discardFrames([video])
  expect(await readSpans(library)).toEqual([])
  expect((await library.readBatch(batch)).segments).toEqual(new Map())
})
