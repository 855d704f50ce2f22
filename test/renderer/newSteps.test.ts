import { expect, test } from 'vitest'
import type { EditStepKind } from '../../common/edits/steps'
import { en } from '../../common/locales/en/index'
import { stepDetails } from '../../renderer/review/edits/editTexts'
import { newStep, placesFor, spanAt, type StepContext } from '../../renderer/review/edits/newSteps'

const alone: StepContext = { selection: null, frame: 120, subjects: [0] }
const selected: StepContext = {
  selection: { firstFrame: 8, lastFrame: 90 },
  frame: 9,
  subjects: [2, 5],
}

test('a step is offered for what is selected, or for what lies around the frame on screen', () => {
  expect([placesFor('trim', selected)[0], placesFor('trim', alone)]).toEqual([
    ...['selection', ['from-here', 'up-to-here']],
  ])
  expect([spanAt('selection', selected), spanAt('up-to-here', alone)]).toEqual([
    { firstFrame: 8, lastFrame: 90 },
    { firstFrame: 0, lastFrame: 120 },
  ])
})

test('each step is told in words', () => {
  const texts = (Object.keys(en.review.stepTitle) as EditStepKind[]).map((kind) => {
    const step = newStep(kind, selected)
    return stepDetails('firstFrame' in step ? { ...step, ...spanAt('from-here', selected) } : step)
  })
  expect(texts).toEqual([
    'To frame 9 to the end',
    'Everybody, frame 9 to the end',
    'Everybody, frame 9 to the end',
    '2 and 5, frame 9 to the end',
    'Up to 200 ms, spline',
    '6 Hz, order 2 forwards and backwards',
    'Of 5 frames',
    'From 2 Hz, beta 20',
  ])
})
