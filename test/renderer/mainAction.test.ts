import { expect, test } from 'vitest'
import { batchPhases, emptyBatchStatus } from '../../common/batch'
import { mainAction } from '../../renderer/batch/progress/mainAction'
import { phaseWord } from '../../renderer/batch/progress/phases'

const counts = { ...emptyBatchStatus.counts, waiting: 3 }

test('each phase has the one order that comes next', () => {
  const orders = batchPhases.map((phase) => [
    phase,
    mainAction({ ...emptyBatchStatus, phase, counts })?.order ?? null,
  ])
  expect(Object.fromEntries(orders)).toEqual({
    empty: null,
    adding: 'start',
    ready: 'start',
    running: 'pause',
    paused: 'resume',
    cancelling: null,
    finished: null,
  })
})

test('without a file to track, Start is there but cannot be pressed', () => {
  expect(mainAction({ ...emptyBatchStatus, phase: 'adding' })?.isDisabled).toBe(true)
})

test('a batch of which something is done is resumed, not started', () => {
  const ready = { ...emptyBatchStatus, phase: 'ready', counts } as const
  const shown = (progress: number) => {
    const status = { ...ready, progress }
    return [phaseWord(status), mainAction(status)?.label, mainAction(status)?.order]
  }
  expect(shown(0)).toEqual(['Ready to start', 'Start', 'start'])
  expect(shown(0.1)).toEqual(['Ready to go on', 'Resume', 'start'])
})

test('the end is called by what it was', () => {
  const finished = { ...emptyBatchStatus, phase: 'finished' } as const
  expect([
    phaseWord({ ...finished, counts: { ...counts, waiting: 0, done: 3 } }),
    phaseWord({ ...finished, counts: { ...counts, waiting: 0, done: 3, cancelled: 1 } }),
    phaseWord({ ...finished, counts: { ...emptyBatchStatus.counts, refused: 2 } }),
  ]).toEqual(['Finished', 'Cancelled', 'Nothing to track'])
})
