import { beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { emptyBatchStatus, type BatchSnapshot, type BatchStatus } from '../../common/batch'
import { defaultTrackingOptions } from '../../common/tasks'
import { useBatch } from '../../renderer/stores/batch'
import { useFileList } from '../../renderer/stores/fileList'
import { useNotices } from '../../renderer/stores/notices'
import { fakeBridge, type FakeBridge } from './fakeBridge'
import { done, failed, jobOf } from './jobs'

const ready: BatchStatus = { ...emptyBatchStatus, id: 7, phase: 'ready' }
let snapshot: BatchSnapshot
let main: FakeBridge

beforeEach(async () => {
  snapshot = { status: ready, options: null, jobs: [jobOf(1), jobOf(2)] }
  main = fakeBridge({
    'get-batch': () => snapshot,
    'cancel-batch': () => {
      throw new Error('Nothing is running.\n    at cancel (batch.js:1:2)')
    },
  })
  await useBatch().connect()
})

test('a page that has just loaded shows the batch that is on', () => {
  const batch = useBatch()
  expect([batch.status, batch.jobs]).toEqual([ready, snapshot.jobs])
})

test('added jobs come after those already known, and no job twice', () => {
  main.emit('jobs-added', [jobOf(2), jobOf(3)])
  expect(useBatch().jobs.map(({ id }) => id)).toEqual([1, 2, 3])
})

test('a change touches its job and leaves the others the same objects', () => {
  const first = useBatch().jobs[0]
  main.emit('jobs-changed', [
    { id: 2, state: failed },
    { id: 99, state: done },
  ])
  expect([useBatch().jobs[0] === first, useBatch().jobs[1]]).toEqual([
    true,
    jobOf(2, { state: failed }),
  ])
})

test('a batch that starts tells what it is tracked with', async () => {
  const options = defaultTrackingOptions('pose')
  const running: BatchStatus = { ...ready, phase: 'running' }
  snapshot = { ...snapshot, status: running, options }
  main.emit('batch-changed', running)
  await expect.poll(() => useBatch().options).toEqual(options)
})

test('a replaced batch is asked for anew, and nothing stays chosen', async () => {
  const list = useFileList()
  list.choose(1, 'only')
  list.searchText = 'photo'
  snapshot = { status: { ...ready, id: 8 }, options: null, jobs: [jobOf(5)] }
  main.emit('batch-replaced', undefined)
  await expect.poll(() => useBatch().jobs.map(({ id }) => id)).toEqual([5])
  await nextTick()
  expect([list.selection.ids.size, list.searchText]).toEqual([0, ''])
})

test('selected jobs come in the order of the list', () => {
  const list = useFileList()
  list.choose(2, 'only')
  list.choose(1, 'toggle')
  expect(list.selectedJobs.map(({ id }) => id)).toEqual([1, 2])
})

test('a refused order becomes one notice with the sentence alone', async () => {
  await useBatch().cancel()
  await useBatch().cancel()
  expect(useNotices().notices).toEqual([{ id: 2, kind: 'error', text: 'Nothing is running.' }])
})

test('a problem that no order asked for becomes a notice', () => {
  useNotices().connect()
  main.emit('problem-arose', 'Workers keep crashing, so the batch was stopped.')
  expect(useNotices().notices.map(({ kind }) => kind)).toEqual(['error'])
})

test('the notice of a problem goes when the problem does', () => {
  useNotices().connect()
  main.emit('problem-arose', 'The disk is almost full.')
  main.emit('problem-arose', 'Memory is scarce.')
  main.emit('problem-solved', 'The disk is almost full.')
  expect(useNotices().notices.map(({ text }) => text)).toEqual(['Memory is scarce.'])
})

test('a drop that fails becomes a notice', async () => {
  await useBatch().addDropped([])
  expect(useNotices().notices.map(({ text }) => text)).toEqual(['That folder cannot be read.'])
})

test('ten thousand jobs take a hundred changes in a few milliseconds each', () => {
  main.emit(
    'jobs-added',
    Array.from({ length: 10_000 }, (_, index) => jobOf(index + 10)),
  )
  const list = useFileList()
  list.searchText = 'photo'
  const startMs = performance.now()
  for (let turn = 0; turn < 100; turn += 1) {
    main.emit('jobs-changed', [{ id: turn + 10, state: done }])
    expect(list.shownJobs.length).toBe(10_002)
  }
  expect((performance.now() - startMs) / 100).toBeLessThan(16)
})
