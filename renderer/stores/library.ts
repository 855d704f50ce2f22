import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Entry, EntryBatch, EntryId, EntryList } from '../../common/entries'
import type { Flaw } from '../../common/quality'
import {
  emptySelection,
  move,
  select,
  selectAll,
  type Selection,
  type SelectionMode,
} from '../batch/list/selection'
import {
  filterItems,
  folderOf,
  noFilter,
  rowsOf,
  sortItems,
  type EntryFilter,
  type LibraryItem,
  type Sorting,
} from '../library/arrange'
import { t } from '../locale'
import { useNotices } from './notices'
import { request } from './request'

/** All results, which of them are shown in which order, and which are chosen. */
export const useLibrary = defineStore('library', () => {
  const list = shallowRef<EntryList | null>(null)
  const filter = shallowRef<EntryFilter>(noFilter)
  const sorting = shallowRef<Sorting>({ column: 'date', isDescending: true })
  const isGrouped = shallowRef(false)
  const closedFolders = shallowRef<ReadonlySet<string>>(new Set())
  const selection = shallowRef<Selection>(emptySelection)
  const notices = useNotices()
  let loading: Promise<void> | undefined

  const items = computed(() => (list.value ? toItems(list.value) : []))
  const byId = computed(() => new Map(items.value.map((item) => [item.entry.id, item])))
  const shown = computed(() => sortItems(filterItems(items.value, filter.value), sorting.value))
  const rows = computed(() => rowsOf(shown.value, isGrouped.value, closedFolders.value))
  const shownIds = computed(() =>
    rows.value.flatMap((row) => (row.kind === 'entry' ? [row.item.entry.id] : [])),
  )
  const tags = computed(() => [...new Set(items.value.flatMap(({ entry }) => entry.tags))].sort())
  const selected = computed(() =>
    shown.value.filter(({ entry }) => selection.value.ids.has(entry.id)),
  )
  const active = computed(() => byId.value.get(selection.value.active ?? -1) ?? null)
  const siblings = computed(() => siblingsOf(active.value))

  /** All results of a result's file, itself too; none of a recording without a video. */
  function siblingsOf(item: LibraryItem | null): readonly LibraryItem[] {
    const path = item?.entry.path ?? null
    if (path === null) return []
    return items.value.filter(({ entry }) => entry.path === path && entry.trashedAt === null)
  }

  /** Asks for the list; while it is on its way, nobody asks again. */
  function load(): Promise<void> {
    loading ??= read().finally(() => (loading = undefined))
    return loading
  }

  /** The first time, the newest ones are shown at once. */
  async function read(): Promise<void> {
    const batches = new Map<number, EntryBatch>()
    const entries: Entry[] = []
    let hasMore = true
    while (hasMore) {
      const page = await request('list-entries', { olderThan: entries.at(-1)?.id ?? null })
      if (!page) return
      for (const batch of page.batches) batches.set(batch.id, batch)
      entries.push(...page.entries)
      hasMore = page.hasMore
      list.value ??= page
    }
    list.value = { batches: [...batches.values()], entries }
  }

  function show(patch: Partial<EntryFilter>): void {
    filter.value = { ...filter.value, ...patch }
  }

  /** By this column; by the one that it is sorted by already the other way round. */
  function sortBy(column: Sorting['column']): void {
    const { column: present, isDescending } = sorting.value
    sorting.value = { column, isDescending: column === present ? !isDescending : column === 'date' }
  }

  function toggleFolder(folder: string): void {
    const closed = new Set(closedFolders.value)
    if (!closed.delete(folder)) closed.add(folder)
    closedFolders.value = closed
  }

  function choose(id: EntryId, mode: SelectionMode): void {
    selection.value = select(selection.value, id, mode, shownIds.value)
  }

  function moveBy(count: number, mode: 'only' | 'range'): void {
    selection.value = move(selection.value, count, mode, shownIds.value)
  }

  /** Shows the change at once. */
  async function annotate(
    id: EntryId,
    patch: Partial<Pick<Entry, 'tags' | 'notes'>>,
  ): Promise<void> {
    const entry = byId.value.get(id)?.entry
    if (!entry || !list.value) return
    const changed = { ...entry, ...patch }
    const entries = list.value.entries.map((each) => (each.id === id ? changed : each))
    list.value = { ...list.value, entries }
    await request('annotate-entry', { id, tags: [...changed.tags], notes: changed.notes })
  }

  async function trash(ids: readonly EntryId[]): Promise<void> {
    await setTrashed(ids, true)
    const text = t('library.trash.moved', { results: resultsText(ids.length) })
    const undo = { label: t('library.trash.undo'), run: () => void setTrashed(ids, false) }
    notices.show({ kind: 'success', text, action: undo })
  }

  async function setTrashed(ids: readonly EntryId[], isTrashed: boolean): Promise<void> {
    await request('trash-entries', { ids: [...ids], isTrashed })
    selection.value = emptySelection
    await load()
  }

  async function deleteForGood(ids: readonly EntryId[]): Promise<void> {
    await request('delete-entries', [...ids])
    selection.value = emptySelection
    await load()
  }

  async function readFlaws(id: EntryId): Promise<readonly Flaw[]> {
    return (await request('get-flaws', id)) ?? []
  }

  return {
    ...{ list, filter, sorting, isGrouped, selection, items, shown, rows, tags, selected, active },
    ...{ siblings, siblingsOf, load, show, sortBy, toggleFolder, choose, moveBy, annotate, trash },
    ...{ restore: (ids: readonly EntryId[]) => setTrashed(ids, false), deleteForGood, readFlaws },
    chooseAll: () => (selection.value = selectAll(selection.value, shownIds.value)),
    clearSelection: () => (selection.value = emptySelection),
    trackAgain: (ids: readonly EntryId[]) => request('track-entries-again', [...ids]),
    showFile: (id: EntryId) => request('show-entry-file', id),
  }
})

function toItems({ batches, entries }: EntryList): LibraryItem[] {
  const byId = new Map(batches.map((batch) => [batch.id, batch]))
  return entries.flatMap((entry) => {
    const batch = byId.get(entry.batchId)
    return batch ? [{ entry, batch, folder: folderOf(entry) }] : []
  })
}

export function resultsText(count: number): string {
  return t('library.results', { count })
}
