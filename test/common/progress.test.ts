import { describe, expect, it } from 'vitest'
import type { Job, JobState } from '../../common/jobs'
import { batchProgress, remainingMs } from '../../common/progress'

function job(mediaKind: 'photo' | 'video', sizeBytes: number, state: JobState): Job {
  return { id: 0, name: 'a', path: '/a', mediaKind, sizeBytes, state }
}

const waiting: JobState = { kind: 'waiting' }
const failed: JobState = { kind: 'failed', message: 'broken' }

describe('the progress of a batch', () => {
  it('is 0 without files', () => {
    expect(batchProgress([])).toBe(0)
  })

  it('counts a video by its size', () => {
    const half: JobState = { kind: 'running', worker: 0, progress: 0.5 }
    const jobs = [job('photo', 2_000_000, failed), job('video', 450_000, half)]
    expect(batchProgress(jobs)).toBeCloseTo((1 + 4.5) / 10)
  })

  it('leaves refused files out', () => {
    const refused: JobState = { kind: 'refused', reason: 'empty', message: 'It is empty.' }
    expect(batchProgress([job('photo', 1, refused), job('photo', 1, waiting)])).toBe(0)
  })
})

describe('the time left', () => {
  it('is unknown until something is done', () => {
    expect(remainingMs(0, 0, 5000)).toBeNull()
  })

  it('goes by the speed of this run, not by what an earlier run had done', () => {
    expect(remainingMs(0.5, 0.75, 10_000)).toBe(10_000)
  })
})
