import { describe, expect, it } from 'vitest'
import type { Job } from '../../../common/jobs'
import type { SegmentResult, SegmentSubjects, Sighting } from '../../../common/segments'
import { JobQueue } from '../../../main/batch/jobQueue'
import { segmentsOf } from './segments'

const summary = {
  widthPx: 640,
  heightPx: 480,
  frames: 1,
  framesDetected: 1,
  subjects: 1,
  durationMs: 120,
}

function photo(id: number, state: Job['state'] = { kind: 'waiting' }): Job {
  const name = `${id}.jpg`
  return { id, name, path: `/photos/${name}`, mediaKind: 'photo', sizeBytes: 1000, state }
}

function queueOf(...ids: number[]): { queue: JobQueue; changes: string[] } {
  const changes: string[] = []
  const queue = new JobQueue(({ id, state }) => changes.push(`${id} ${state.kind}`))
  queue.add(ids.map((id) => photo(id)))
  return { queue, changes }
}

describe('the job queue', () => {
  it('hands out jobs in the order in which they were added', () => {
    const { queue } = queueOf(3, 1, 2)
    expect([queue.take(0)?.id, queue.take(1)?.id, queue.take(0)?.id, queue.take(0)]).toEqual([
      3,
      1,
      2,
      undefined,
    ])
  })

  it('hands a worker the job that it has prepared, if nobody else took it', () => {
    const { queue } = queueOf(1, 2, 3)
    expect(queue.take(0, 2)?.id).toBe(2)
    expect(queue.take(1, 2)?.id).toBe(1)
  })

  it('shows the next job that nobody prepares without handing it out', () => {
    const { queue } = queueOf(1, 2)
    expect(queue.peek(new Set([1]))?.id).toBe(2)
    expect(queue.counts.waiting).toBe(2)
  })

  it('tells each change and counts the states', () => {
    const { queue, changes } = queueOf(1, 2, 3)
    queue.setProgress(queue.take(0)!, 0.5)
    queue.finish(1, summary)
    queue.take(0)
    queue.fail(2, 'too dark')
    expect(changes).toEqual(['1 running', '1 running', '1 done', '2 running', '2 failed'])
    expect(queue.counts).toEqual({
      waiting: 1,
      running: 0,
      done: 1,
      failed: 1,
      refused: 0,
      cancelled: 0,
    })
  })

  it('lets a job whose worker died be tried once more, and only once', () => {
    const { queue } = queueOf(1)
    const job = queue.take(0)!
    expect(queue.mayTryAgain(job)).toBe(true)
    queue.putBack(job)
    queue.take(0)
    expect(queue.mayTryAgain(job)).toBe(false)
  })

  it('puts failed and cancelled jobs back in line with their tries forgotten', () => {
    const { queue } = queueOf(1, 2, 3)
    queue.take(0)
    queue.fail(1, 'crashed')
    queue.cancel(2)
    expect(queue.retry()).toEqual({ fromStart: [1], onwards: [2] })
    expect(queue.counts.waiting).toBe(3)
    expect(queue.mayTryAgain(queue.take(0, 1)!)).toBe(true)
  })

  it('never hands out a refused file', () => {
    const { queue } = queueOf()
    queue.add([photo(1, { kind: 'refused', reason: 'empty', message: 'It is empty.' })])
    expect(queue.take(0)).toBeUndefined()
    expect(queue.isSettled).toBe(true)
  })

  it('is settled only when nothing waits and nothing is in work', () => {
    const { queue } = queueOf(1)
    expect(queue.isSettled).toBe(false)
    queue.take(0)
    expect(queue.isSettled).toBe(false)
    queue.finish(1, summary)
    expect(queue.isSettled).toBe(true)
  })
})

describe('a long video in the queue', () => {
  const resultOf = (subjects: Partial<SegmentSubjects>): SegmentResult => ({
    summary,
    subjects: { numbers: [0], inWarmUp: [], inOverlap: [], ...subjects },
  })
  const result = resultOf({})

  function personAt(x: number): Sighting {
    const [left, right] = [x - 0.1, x + 0.1]
    return { timestampUs: 9, subject: 0, part: 'pose', left, right, top: 0.1, bottom: 0.9 }
  }

  /** A video of three segments before a photo, the first segment in work. */
  function cutVideo() {
    const { queue } = queueOf()
    queue.add([{ ...photo(1), mediaKind: 'video' }, photo(2)])
    const first = queue.take(0)!
    queue.cut(1, segmentsOf(3))
    return { queue, first }
  }

  it('is handed out in segments, before anything else', () => {
    const { queue } = cutVideo()
    expect(queue.waitingPieces).toBe(3)
    const taken = [1, 2, 3].map((worker) => queue.take(worker))
    expect(taken.map((job) => [job?.id, job?.segment?.index])).toEqual([
      [1, 1],
      [1, 2],
      [2, undefined],
    ])
    expect(queue.take(4)).toBeUndefined()
  })

  it('counts as one file, and its progress as that of all its segments', () => {
    const { queue, first } = cutVideo()
    const second = queue.take(1)!
    queue.setProgress(first, 0.5)
    queue.setProgress(second, 0.25)
    expect(queue.counts).toMatchObject({ running: 1, waiting: 1 })
    expect(queue.job(1).state).toMatchObject({ kind: 'running', progress: 0.25 })
  })

  it('is done when the last of its segments is, in whatever order they end', () => {
    const { queue, first } = cutVideo()
    const [second, third] = [queue.take(1)!, queue.take(2)!]
    expect(queue.finishSegment(third, result).all).toBeUndefined()
    expect(queue.finishSegment(first, result).all).toBeUndefined()
    expect(queue.job(1).state.kind).toBe('running')
    const { all } = queue.finishSegment(second, result)
    expect(all?.map(({ segment }) => segment.index)).toEqual([0, 1, 2])
  })

  it('has only the segment tried again whose worker died, and waits if nothing else is in work', () => {
    const { queue, first } = cutVideo()
    queue.finishSegment(first, result)
    const second = queue.take(0)!
    queue.putBack(second)
    expect(queue.job(1).state).toEqual({ kind: 'waiting', progress: 1 / 3 })
    expect(queue.take(0)?.segment?.index).toBe(1)
    expect(queue.mayTryAgain(second)).toBe(false)
    expect(queue.mayTryAgain(queue.take(1)!)).toBe(true)
  })

  it('goes on where it stood when it was cancelled, and from the start when it failed', () => {
    const { queue, first } = cutVideo()
    queue.finishSegment(first, result)
    queue.cancel(1)
    expect(queue.take(0)?.id).toBe(2)
    expect(queue.retry()).toEqual({ fromStart: [], onwards: [1] })
    expect(queue.take(0)?.segment?.index).toBe(1)
    queue.fail(1, 'It is damaged.')
    expect(queue.retry()).toEqual({ fromStart: [1], onwards: [] })
    const again = queue.take(0)!
    expect(again).toMatchObject({ id: 1 })
    expect(queue.segmentOf(again)).toBeUndefined()
  })

  it('that was begun before the app ended goes on with the segments that are missing', () => {
    const { queue } = queueOf()
    const segments = segmentsOf(3).map((segment, index) => ({
      segment,
      result: index === 1 ? null : result,
    }))
    queue.add([{ ...photo(1), mediaKind: 'video' }], new Map([[1, segments]]))
    expect(queue.job(1).state).toEqual({ kind: 'waiting', progress: 2 / 3 })
    const job = queue.take(0)!
    expect(job.segment?.index).toBe(1)
    expect(queue.take(1)).toBeUndefined()
    expect(queue.finishSegment(job, result).all).toHaveLength(3)
  })

  it('has a segment tracked again, once, that followed others than the segment before', () => {
    const { queue, first } = cutVideo()
    const [second, third] = [queue.take(1)!, queue.take(2)!]
    const [left, right] = [personAt(0.2), personAt(0.8)]
    queue.finishSegment(third, resultOf({ inWarmUp: [left] }))
    expect(queue.finishSegment(first, resultOf({ inOverlap: [left] })).again).toBeUndefined()
    const other = resultOf({ inWarmUp: [right], inOverlap: [right] })
    expect(queue.finishSegment(second, other).again?.index).toBe(1)

    const again = queue.take(0)!
    expect([again.segment?.index, again.follow]).toEqual([1, [left]])
    const same = resultOf({ inWarmUp: [left], inOverlap: [left] })
    expect(queue.finishSegment(again, same)).toMatchObject({ again: undefined })
    expect(queue.isSettled).toBe(false)
    expect(queue.job(1).state.kind).toBe('running')
  })
})
