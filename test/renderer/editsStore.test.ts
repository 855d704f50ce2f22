import { expect, test } from 'vitest'
import type { EditSteps, EditStep } from '../../common/edits/steps'
import { useEdits } from '../../renderer/stores/edits'
import { useNotices } from '../../renderer/stores/notices'
import { fakeBridge } from './fakeBridge'

const trim: EditStep = { kind: 'trim', firstFrame: 3, lastFrame: 90 }
const median: EditStep = { kind: 'median', frames: 5 }

/** The edits of a result of which main has these steps. */
async function opened(steps: EditSteps) {
  const main = fakeBridge({ 'get-edits': () => steps })
  const edits = useEdits()
  await edits.open(7)
  const saved = () =>
    main.orders.filter(([channel]) => channel === 'set-edits').map(([, argument]) => argument)
  return { edits, saved }
}

test('every change is saved at once, and can be undone and done again', async () => {
  const { edits, saved } = await opened([])
  await edits.add(trim)
  await edits.add(median)
  await edits.remove(0)
  await edits.undo()
  await edits.undo()
  await edits.redo()
  expect(saved()).toEqual(
    [[trim], [trim, median], [median], [trim, median], [trim], [trim, median]].map((steps) => ({
      ...{ id: 7, steps },
    })),
  )
  expect([edits.steps, edits.canUndo, edits.canRedo]).toEqual([[trim, median], true, true])
  await edits.add(median)
  expect(edits.canRedo).toBe(false)
})

test('the steps of an earlier session are undone one by one, from the last', async () => {
  const { edits, saved } = await opened([trim, median])
  await edits.undo()
  await edits.undo()
  await edits.undo()
  expect([edits.canUndo, saved()]).toEqual([
    ...[
      false,
      [
        { id: 7, steps: [trim] },
        { id: 7, steps: [] },
      ],
    ],
  ])
})

test('what cannot be saved is told, and the steps are those that were saved', async () => {
  fakeBridge({
    'get-edits': () => [trim],
    'set-edits': () => {
      throw new Error('The disk is full.')
    },
  })
  const edits = useEdits()
  await edits.open(7)
  await edits.add(median)
  expect([edits.steps, useNotices().notices.map(({ text }) => text)]).toEqual([
    ...[[trim], ['The disk is full.']],
  ])
})
