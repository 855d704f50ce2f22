import { expect, it } from 'vitest'
import { toWireError } from '../../common/errors'

it('an error crosses a process with its first line for people and its stack for the log', () => {
  const error = new TypeError('The graph failed\n    at minified.js:1:2345')
  expect(toWireError(error)).toEqual({
    name: 'TypeError',
    message: 'The graph failed',
    stack: error.stack,
  })
})

it('anything else that was thrown becomes an error too', () => {
  expect(toWireError('out of memory')).toEqual({ name: 'Error', message: 'out of memory' })
})

it('the log is told what caused an error, and what caused that', () => {
  const disk = new Error('the disk is gone')
  const file = new Error('the file cannot be read', { cause: disk })
  const { message, stack } = toWireError(new Error('the job failed', { cause: file }))
  expect(message).toBe('the job failed')
  expect(stack).toMatch(
    /the job failed[^]*Caused by: Error: the file[^]*Caused by: Error: the disk/,
  )
})
