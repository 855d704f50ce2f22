import { describe, expect, it } from 'vitest'
import type { Job } from '../../../common/jobs'
import { JobQueue } from '../../../main/batch/jobQueue'

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
    queue.take(0)
    queue.setProgress(1, 0.5)
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
    queue.take(0)
    expect(queue.mayTryAgain(1)).toBe(true)
    queue.putBack(1)
    queue.take(0)
    expect(queue.mayTryAgain(1)).toBe(false)
  })

  it('puts failed and cancelled jobs back in line with their tries forgotten', () => {
    const { queue } = queueOf(1, 2, 3)
    queue.take(0)
    queue.fail(1, 'crashed')
    queue.cancel(2)
    expect(queue.retry()).toEqual([1, 2])
    expect(queue.counts.waiting).toBe(3)
    queue.take(0, 1)
    expect(queue.mayTryAgain(1)).toBe(true)
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
