import { expect, it } from 'vitest'
import { DelegateTrial, type TrialStep } from '../../../renderer/live/tracking/delegateTrial'

/** Counts frames of one delegate, one after the other, until something is to be done. */
function track(
  trial: DelegateTrial,
  delegate: 'CPU' | 'GPU',
  inferenceMs: readonly number[],
): TrialStep {
  let nowMs = 0
  for (const ms of inferenceMs) {
    nowMs += ms
    const step = trial.count(delegate, ms, nowMs)
    if (step.kind !== 'go-on') return step
  }
  return { kind: 'go-on' }
}

const slowStart = [900, 300]

it('watches the processor for a second, then the graphics card, and keeps to the faster one', () => {
  const trial = new DelegateTrial()
  expect(track(trial, 'CPU', Array<number>(10).fill(50))).toEqual({ kind: 'go-on' })
  const cpu = [...slowStart, ...Array<number>(20).fill(60)]
  expect(track(trial, 'CPU', cpu)).toEqual({ kind: 'try', delegate: 'GPU' })
  const gpu = [...slowStart, ...Array<number>(80).fill(12)]
  expect(track(trial, 'GPU', gpu)).toEqual({ kind: 'decided', delegate: 'GPU' })
})

it('keeps to the processor where the graphics card is slower', () => {
  const trial = new DelegateTrial()
  track(trial, 'CPU', [...slowStart, ...Array<number>(20).fill(60)])
  const gpu = [...slowStart, ...Array<number>(5).fill(800)]
  expect(track(trial, 'GPU', gpu)).toEqual({ kind: 'decided', delegate: 'CPU' })
})

it('does not count the first frames, which compile code', () => {
  const trial = new DelegateTrial()
  track(trial, 'CPU', [20, 20, ...Array<number>(30).fill(60)])
  const gpu = [3000, 2000, 30, 30, ...Array<number>(50).fill(30)]
  expect(track(trial, 'GPU', gpu)).toEqual({ kind: 'decided', delegate: 'GPU' })
})
