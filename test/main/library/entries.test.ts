import { afterEach, beforeEach, expect, it } from 'vitest'
import { Library } from '../../../main/library/library'
import { newBatch, storeDone, waitingJob } from './libraryRecords'

let library: Library

beforeEach(async () => {
  library = await Library.openInMemory()
})
afterEach(() => library.close())

const frames = [{ frame: 0, timestampUs: 0, parts: [] }]
const jpeg = new Uint8Array([0xff, 0xd8, 1, 2, 3])

it('every file that is done is an entry, the newest first, with its batch', async () => {
  const first = await storeDone(library, 'hands', { 'a.mp4': frames, 'b.mp4': frames })
  const second = await storeDone(library, 'pose', { 'a.mp4': frames })
  const { batches, entries } = await library.entries.list()
  expect(entries.map(({ id }) => id)).toEqual([...first, ...second].toReversed())
  expect(batches.map(({ options }) => options.task).toSorted()).toEqual(['hands', 'pose'])
  expect(entries[0]).toMatchObject({
    ...{ name: 'a.mp4', kind: 'video', path: '/media/a.mp4', tags: [], notes: '', quality: null },
    ...{ trashedAt: null, hasThumbnail: false, isEdited: false },
    summary: { frames: 1, framesDetected: 0 },
  })
})

it('a long list comes in pages, the newest first, and none is missing or twice', async () => {
  const ids = library.reserveSourceIds(450)
  const batchId = await library.createBatch(newBatch('hands'))
  await library.addSources(
    batchId,
    ids.map((id) => waitingJob(id, `${id}.mp4`)),
  )
  const connection = await library.connect()
  await connection.run(`UPDATE sources SET state = 'done', width_px = 640, height_px = 480,
    frames = 1, frames_detected = 1, subjects = 1, duration_ms = 1`)
  connection.closeSync()
  const first = await library.entries.list()
  expect([first.entries.length, first.hasMore]).toEqual([200, true])
  const rest = await library.entries.list(first.entries.at(-1)!.id)
  expect([rest.hasMore, rest.batches]).toEqual([false, first.batches])
  expect([...first.entries, ...rest.entries].map(({ id }) => id)).toEqual(ids.toReversed())
})

it('what somebody says of an entry is kept, and told to whoever shows the list', async () => {
  const [id] = (await storeDone(library, 'hands', { 'a.mp4': frames })) as [number]
  let changes = 0
  library.entries.onChanged(() => (changes += 1))
  await library.entries.annotate(id, { tags: ['pilot'], notes: 'Left hand is hidden.' })
  await library.entries.annotate(id, { tags: ['pilot', 'day 2'], notes: '' })
  await library.entries.setTrashed([id], '2025-01-02T03:04:05.000Z')
  expect(await library.entries.read(id)).toMatchObject({
    ...{ tags: ['pilot', 'day 2'], notes: '', trashedAt: '2025-01-02T03:04:05.000Z' },
  })
  await library.entries.setTrashed([id], null)
  expect((await library.entries.read(id)).trashedAt).toBeNull()
  expect(changes).toBe(4)
})

it('an entry has the small picture that came last', async () => {
  const [id] = (await storeDone(library, 'hands', { 'a.mp4': frames })) as [number]
  expect(await library.entries.thumbnail(id)).toBeUndefined()
  library.entries.addThumbnail(id, new Uint8Array([9]))
  library.entries.addThumbnail(id, jpeg)
  await library.entries.annotate(id, { tags: [], notes: '' })
  expect(Uint8Array.from((await library.entries.thumbnail(id))!)).toEqual(jpeg)
  expect((await library.entries.read(id)).hasThumbnail).toBe(true)
})

it('a deleted entry leaves nothing behind, and takes an empty batch with it', async () => {
  const [gone] = (await storeDone(library, 'hands', { 'a.mp4': frames })) as [number]
  const [kept] = (await storeDone(library, 'hands', { 'b.mp4': frames })) as [number]
  library.entries.addThumbnail(gone, jpeg)
  await library.entries.annotate(gone, { tags: ['x'], notes: '' })
  await library.entries.delete([gone])
  const { batches, entries } = await library.entries.list()
  expect([batches.length, entries.map(({ id }) => id)]).toEqual([1, [kept]])
  const connection = await library.connect()
  for (const table of ['detections', 'thumbnails', 'entry_notes']) {
    const sql = `SELECT count(*) FROM ${table} WHERE source_id = ${gone}`
    expect((await connection.runAndReadAll(sql)).getRowsJson(), table).toEqual([['0']])
  }
  connection.closeSync()
})
