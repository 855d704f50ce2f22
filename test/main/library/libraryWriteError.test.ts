import { expect, it } from 'vitest'
import { describeWriteError } from '../../../main/library/writeError'

function described(cause: unknown): string {
  return describeWriteError('/data/a.csv', cause).message
}

it('an error says which file could not be written, why, and what to do', () => {
  const full = Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' })
  expect(described(full)).toBe(
    '/data/a.csv could not be written. The disk is full: free some space, then try again.',
  )
  const denied = new Error('IO Error: Cannot open file "/data/x": Permission denied\n\nat ...')
  expect(described(denied)).toBe(
    '/data/a.csv could not be written. There is no permission to write there: ' +
      'choose another place, then try again.',
  )
})

it('an error that nobody foresaw keeps its first line', () => {
  expect(described(new Error('Something else\nstack'))).toBe(
    '/data/a.csv could not be written. Something else',
  )
})
