import type { Selection, SelectionMode } from './selection'

/** A list whose rows can be chosen. */
interface ChoosableList {
  readonly selection: Selection
  choose(id: number, mode: SelectionMode): void
  moveBy(rows: number, mode: 'only' | 'range'): void
  chooseAll(): void
  clearSelection(): void
}

/** Answers a key pressed in the list, the way file managers do; false if it means nothing there. */
export function answerListKey(
  event: KeyboardEvent,
  list: ChoosableList,
  pageRows: number,
): boolean {
  const rows = rowsToMove(event.key, pageRows)
  if (rows !== null) {
    list.moveBy(rows, event.shiftKey ? 'range' : 'only')
    return true
  }
  if (event.key === 'Escape') {
    list.clearSelection()
    return true
  }
  return answerModifiedKey(event, list)
}

function answerModifiedKey(event: KeyboardEvent, list: ChoosableList): boolean {
  const withControl = event.ctrlKey || event.metaKey
  if (event.key === 'a' && withControl) {
    list.chooseAll()
    return true
  }
  const { active } = list.selection
  if (event.key !== ' ' || active === null) return false
  list.choose(active, withControl ? 'toggle' : 'only')
  return true
}

function rowsToMove(key: string, pageRows: number): number | null {
  const rows: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageRows,
    PageUp: -pageRows,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  }
  return rows[key] ?? null
}
