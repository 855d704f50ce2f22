import { expect, it } from 'vitest'
import { nameSources } from '../../../common/export/sourceNames'
import type { Job } from '../../../common/jobs'

function job(id: number, name: string, path: string): Job {
  return { id, name, path, mediaKind: 'photo', sizeBytes: 1, state: { kind: 'waiting' } }
}

it('calls a file by its path where another one has the same name', () => {
  const jobs = [
    job(1, 'a.jpg', '/x/a.jpg'),
    job(2, 'b.jpg', '/x/b.jpg'),
    job(3, 'a.jpg', '/y/a.jpg'),
  ]
  expect(nameSources(jobs).map(({ source }) => source)).toEqual(['/x/a.jpg', '/y/a.jpg', 'b.jpg'])
})

it('orders by code units, then by id', () => {
  const jobs = [
    ...[job(5, 'b', '/same'), job(4, 'b', '/same'), job(1, 'ä', '/1'), job(2, 'a', '/2')],
    ...[job(3, 'B', '/3'), job(6, '\u{1f600}', '/6'), job(7, '\uff5e', '/7')],
  ]
  expect(nameSources(jobs).map(({ job }) => job.id)).toEqual([4, 5, 3, 2, 1, 6, 7])
})
