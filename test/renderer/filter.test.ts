import { expect, test } from 'vitest'
import { emptyBatchStatus } from '../../common/batch'
import { filterCount, filterJobs, filterWord, jobFilters } from '../../renderer/batch/list/filter'
import { done, failed, jobOf } from './jobs'

const jobs = [
  jobOf(1, { name: 'Week 1/Anna.jpg', state: done }),
  jobOf(2, { name: 'Week 1/Bert.mp4', state: failed }),
  jobOf(3, { name: 'Week 2/anna.jpg' }),
]

function idsOf(filter: Parameters<typeof filterJobs>[1], searchText: string): number[] {
  return filterJobs(jobs, filter, searchText).map(({ id }) => id)
}

test('without filter and search the list is the very same, not a copy', () => {
  expect(filterJobs(jobs, 'all', '  ')).toBe(jobs)
})

test('a state shows its jobs only', () => {
  expect([idsOf('done', ''), idsOf('failed', ''), idsOf('running', '')]).toEqual([[1], [2], []])
})

test('the search looks into folders and names, capitals or not', () => {
  expect([idsOf('all', 'ANNA'), idsOf('all', 'week 1'), idsOf('all', ' bert ')]).toEqual([
    [1, 3],
    [1, 2],
    [2],
  ])
})

test('state and search narrow the list together', () => {
  expect(idsOf('waiting', 'anna')).toEqual([3])
})

test('every chip has a word and its count', () => {
  const status = {
    ...emptyBatchStatus,
    counts: { waiting: 1, running: 2, done: 3, failed: 4, refused: 5, cancelled: 6 },
  }
  expect(jobFilters.map((filter) => [filterWord(filter), filterCount(filter, status)])).toEqual([
    ['All', 21],
    ['Waiting', 1],
    ['Running', 2],
    ['Done', 3],
    ['Failed', 4],
    ['Not supported', 5],
    ['Cancelled', 6],
  ])
})
