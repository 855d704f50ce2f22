import { expect, it } from 'vitest'
import { CaptureClock } from '../../../renderer/live/camera/captureClock'

it('tells when a frame was taken from the frame that came fastest', () => {
  const clock = new CaptureClock()
  const came = [
    { timestampUs: 0, arrivedMs: 1012 },
    { timestampUs: 33_000, arrivedMs: 1036 },
    { timestampUs: 66_000, arrivedMs: 1090 },
  ]
  const captured = came.map((frame) => clock.capturedMs(frame))
  expect(captured.map((ms) => Math.round(ms))).toEqual([1012, 1036, 1069])
})

it('follows clocks that drift apart, and forgets when the camera is another one', () => {
  const clock = new CaptureClock()
  clock.capturedMs({ timestampUs: 0, arrivedMs: 1000 })
  const hourUs = 3600e6
  const drifted = clock.capturedMs({ timestampUs: hourUs, arrivedMs: 1000 + 3_600_100 })
  expect(Math.round(drifted - 3_601_000)).toBe(100)
  clock.reset()
  expect(clock.capturedMs({ timestampUs: 5000, arrivedMs: 9 })).toBe(9)
})
