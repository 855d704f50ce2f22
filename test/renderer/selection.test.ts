import { expect, test } from 'vitest'
import {
  emptySelection,
  move,
  select,
  selectAll,
  type Selection,
} from '../../renderer/batch/list/selection'

const shown = [10, 20, 30, 40, 50]

function told({ ids, anchor, active }: Selection): unknown {
  return { ids: [...ids], anchor, active }
}

test('a click chooses one row alone', () => {
  const before = select(emptySelection, 10, 'only', shown)
  expect(told(select(before, 30, 'only', shown))).toEqual({ ids: [30], anchor: 30, active: 30 })
})

test('Ctrl and a click add a row, and take it away again', () => {
  const one = select(emptySelection, 10, 'only', shown)
  const two = select(one, 40, 'toggle', shown)
  expect(told(two)).toEqual({ ids: [10, 40], anchor: 40, active: 40 })
  expect(told(select(two, 10, 'toggle', shown))).toEqual({ ids: [40], anchor: 10, active: 10 })
})

test('Shift and a click choose all rows from the anchor, in either direction', () => {
  const start = select(emptySelection, 30, 'only', shown)
  expect(told(select(start, 50, 'range', shown))).toEqual({
    ids: [30, 40, 50],
    anchor: 30,
    active: 50,
  })
  expect(told(select(start, 10, 'range', shown))).toEqual({
    ids: [10, 20, 30],
    anchor: 30,
    active: 10,
  })
})

test('Shift without an anchor on show chooses the row alone', () => {
  const hidden = select(emptySelection, 99, 'only', [99])
  expect(told(select(hidden, 20, 'range', shown))).toEqual({ ids: [20], anchor: 20, active: 20 })
})

test('arrows walk from the active row and stop at the ends', () => {
  const last = select(emptySelection, 40, 'only', shown)
  expect(move(last, 1, 'only', shown).active).toBe(50)
  expect(move(last, 3, 'only', shown).active).toBe(50)
  expect(move(last, Number.NEGATIVE_INFINITY, 'only', shown).active).toBe(10)
  expect(move(last, Number.POSITIVE_INFINITY, 'only', shown).active).toBe(50)
})

test('the first arrow enters the list at its near end', () => {
  expect(move(emptySelection, 1, 'only', shown).active).toBe(10)
  expect(move(emptySelection, -1, 'only', shown).active).toBe(50)
  expect(move(emptySelection, Number.NEGATIVE_INFINITY, 'only', shown).active).toBe(10)
  expect(move(emptySelection, Number.POSITIVE_INFINITY, 'only', shown).active).toBe(50)
})

test('Shift and arrows grow and shrink the range around the anchor', () => {
  const start = select(emptySelection, 20, 'only', shown)
  const grown = move(move(start, 1, 'range', shown), 1, 'range', shown)
  expect([...grown.ids]).toEqual([20, 30, 40])
  expect([...move(grown, -1, 'range', shown).ids]).toEqual([20, 30])
})

test('an empty list takes no keys', () => {
  expect(move(emptySelection, 1, 'only', [])).toBe(emptySelection)
})

test('choosing all keeps the place of the keyboard', () => {
  const start = select(emptySelection, 30, 'only', shown)
  expect(told(selectAll(start, shown))).toEqual({ ids: shown, anchor: 30, active: 30 })
})
