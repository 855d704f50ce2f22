import { expect, test } from 'vitest'
import { emptyBatchStatus, type BatchStatus } from '../../common/batch'
import { announcement } from '../../renderer/batch/progress/announcements'

const running: BatchStatus = {
  ...emptyBatchStatus,
  id: 1,
  phase: 'running',
  counts: { ...emptyBatchStatus.counts, waiting: 50, done: 40, failed: 10, refused: 3 },
  progress: 0.5,
}

test('progress is told at every tenth of the work', () => {
  expect(announcement({ ...running, progress: 0.49 }, running)).toBe(
    '50 percent: 50 of 100 files done, 10 failed',
  )
})

test('progress within a tenth is not told', () => {
  expect(announcement({ ...running, progress: 0.51 }, { ...running, progress: 0.59 })).toBeNull()
})

test('a new phase is told', () => {
  expect(announcement(running, { ...running, phase: 'paused' })).toBe('Paused: 100 files')
})

test('the end is told with what came out', () => {
  const counts = { ...emptyBatchStatus.counts, done: 100 }
  const finished: BatchStatus = { ...running, phase: 'finished', progress: 1, counts }
  expect(announcement(running, finished)).toBe('Finished: 100 of 100 files done')
})

test('an empty screen says nothing', () => {
  expect(announcement(running, emptyBatchStatus)).toBeNull()
})
