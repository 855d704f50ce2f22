import type { JobId } from '../../../common/jobs'

/** Which rows are chosen, the way file managers do it. */
export interface Selection {
  readonly ids: ReadonlySet<JobId>
  /** Where a range begins that Shift extends. */
  readonly anchor: JobId | null
  /** The row that the keyboard stands on. */
  readonly active: JobId | null
}

export const emptySelection: Selection = { ids: new Set(), anchor: null, active: null }

/** How a row is chosen: alone, added or taken away (Ctrl), or up to it (Shift). */
export type SelectionMode = 'only' | 'toggle' | 'range'

/** The selection after a row was chosen among the rows on show. */
export function select(
  selection: Selection,
  id: JobId,
  mode: SelectionMode,
  shown: readonly JobId[],
): Selection {
  switch (mode) {
    case 'only':
      return { ids: new Set([id]), anchor: id, active: id }
    case 'toggle':
      return { ids: toggled(selection.ids, id), anchor: id, active: id }
    case 'range':
      return selectRange(selection, id, shown)
  }
}

/** The selection after the keyboard moved by so many rows, staying within those on show. */
export function move(
  selection: Selection,
  rows: number,
  mode: 'only' | 'range',
  shown: readonly JobId[],
): Selection {
  const from = selection.active === null ? -1 : shown.indexOf(selection.active)
  const id = shown[destination(from, rows, shown.length - 1)]
  return id === undefined ? selection : select(selection, id, mode, shown)
}

/** The selection of all rows on show. */
export function selectAll(selection: Selection, shown: readonly JobId[]): Selection {
  return { ...selection, ids: new Set(shown), active: selection.active ?? shown[0] ?? null }
}

function selectRange(selection: Selection, id: JobId, shown: readonly JobId[]): Selection {
  const from = selection.anchor === null ? -1 : shown.indexOf(selection.anchor)
  if (from < 0) return select(selection, id, 'only', shown)
  const to = shown.indexOf(id)
  const ids = shown.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set(ids), anchor: selection.anchor, active: id }
}

function toggled(ids: ReadonlySet<JobId>, id: JobId): ReadonlySet<JobId> {
  const changed = new Set(ids)
  if (!changed.delete(id)) changed.add(id)
  return changed
}

function destination(from: number, rows: number, last: number): number {
  // Going up from nowhere enters the list from below; Home still means its first row.
  if (from < 0 && rows < 0 && Number.isFinite(rows)) return last
  return Math.max(0, Math.min(last, from + rows))
}
