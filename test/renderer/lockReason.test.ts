import { expect, test } from 'vitest'
import { lockReason } from '../../renderer/batch/options/lockReason'

test('options can be changed until the batch starts', () => {
  expect([lockReason('empty', false), lockReason('ready', false)]).toEqual([null, null])
})

test('a batch in work says what unlocks its options', () => {
  expect(lockReason('paused', true)).toContain('Finish or cancel it')
})

test('a batch that has results keeps the options they came from', () => {
  expect([lockReason('finished', true), lockReason('ready', true)]).toEqual([
    'This batch was tracked with these options. Begin a new batch to change them.',
    'This batch was tracked with these options. Begin a new batch to change them.',
  ])
})
