import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useLeaving } from '../../renderer/components/useLeaving'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function begin() {
  const leave = vi.fn()
  const scope = effectScope()
  const leaving = scope.run(() => useLeaving(1000, leave))!
  return { leave, scope, leaving }
}

test('what is left alone goes after its time', () => {
  const { leave } = begin()
  vi.advanceTimersByTime(999)
  expect(leave).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(leave).toHaveBeenCalledOnce()
})

test('what somebody is with stays, and has its whole time again afterwards', () => {
  const { leave, leaving } = begin()
  leaving.hold()
  vi.advanceTimersByTime(60_000)
  leaving.release()
  vi.advanceTimersByTime(999)
  expect(leave).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(leave).toHaveBeenCalledOnce()
})

test('nothing goes off once the scope has ended', () => {
  const { leave, scope } = begin()
  scope.stop()
  vi.advanceTimersByTime(60_000)
  expect(leave).not.toHaveBeenCalled()
})
