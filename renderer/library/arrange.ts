import type { Entry, EntryBatch, EntryKind } from '../../common/entries'
import type { Task } from '../../common/tasks'
import { groupBy } from '../../common/groupBy'
import { t } from '../locale'
import { qualityColumns, qualitySortValue, type QualityColumn } from './qualityTexts'

/** An entry with what its batch adds to it. */
export interface LibraryItem {
  readonly entry: Entry
  readonly batch: EntryBatch
  readonly folder: string
}

export const sortColumns = ['name', 'task', 'date', ...qualityColumns] as const
export type SortColumn = (typeof sortColumns)[number]

export interface Sorting {
  readonly column: SortColumn
  readonly isDescending: boolean
}

/** Which entries are shown. */
export interface EntryFilter {
  readonly kind: EntryKind | 'all' | 'trash'
  /** Null: all. */
  readonly task: Task | null
  readonly tag: string | null
  readonly text: string
}

export const noFilter: EntryFilter = { kind: 'all', task: null, tag: null, text: '' }

/** A row of the list: an entry, or the heading of those that follow. */
export type LibraryRow =
  | { readonly kind: 'entry'; readonly item: LibraryItem }
  | {
      readonly kind: 'folder'
      readonly folder: string
      readonly count: number
      readonly isOpen: boolean
    }

/** The folder of the file; recordings without one share a place of their own. */
export function folderOf({ kind, path }: Pick<Entry, 'kind' | 'path'>): string {
  if (kind === 'recording' || path === null) return t('library.list.recordings')
  return path.replace(/[\\/][^\\/]*$/, '') || '/'
}

/** Those that the filter leaves. Every word of its text must be somewhere. */
export function filterItems(
  items: readonly LibraryItem[],
  { kind, task, tag, text }: EntryFilter,
): readonly LibraryItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return items.filter(({ entry, batch, folder }) => {
    if ((entry.trashedAt !== null) !== (kind === 'trash')) return false
    if (kind !== 'all' && kind !== 'trash' && entry.kind !== kind) return false
    if (task !== null && batch.options.task !== task) return false
    if (tag !== null && !entry.tags.includes(tag)) return false
    if (words.length === 0) return true
    const haystack = [entry.name, folder, entry.notes, ...entry.tags].join('\n').toLowerCase()
    return words.every((word) => haystack.includes(word))
  })
}

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** In order; what is unknown comes last whichever way is sorted, equals newest first. */
export function sortItems(
  items: readonly LibraryItem[],
  { column, isDescending }: Sorting,
): readonly LibraryItem[] {
  const direction = isDescending ? -1 : 1
  const compare = comparisons[column]
  return items.toSorted((a, b) => compare(a, b, direction) || b.entry.id - a.entry.id)
}

type Comparison = (a: LibraryItem, b: LibraryItem, direction: number) => number

const comparisons: Readonly<Record<SortColumn, Comparison>> = {
  name: (a, b, direction) => direction * names.compare(a.entry.name, b.entry.name),
  task: (a, b, direction) => direction * names.compare(a.batch.options.task, b.batch.options.task),
  date: (a, b, direction) => direction * names.compare(a.batch.createdAt, b.batch.createdAt),
  ...(Object.fromEntries(qualityColumns.map((column) => [column, byFigure(column)])) as Record<
    QualityColumn,
    Comparison
  >),
}

function byFigure(column: QualityColumn): Comparison {
  return (a, b, direction) => {
    const left = qualitySortValue(column, a.entry.quality)
    const right = qualitySortValue(column, b.entry.quality)
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return direction * (left - right)
  }
}

/** The rows of a list that is grouped by folder, or of one that is not. */
export function rowsOf(
  items: readonly LibraryItem[],
  isGrouped: boolean,
  closedFolders: ReadonlySet<string>,
): readonly LibraryRow[] {
  if (!isGrouped) return items.map(toRow)
  const folders = groupBy(items, ({ folder }) => folder)
  return [...folders].flatMap(([folder, ofFolder]): LibraryRow[] => {
    const isOpen = !closedFolders.has(folder)
    const heading = { kind: 'folder', folder, count: ofFolder.length, isOpen } as const
    return isOpen ? [heading, ...ofFolder.map(toRow)] : [heading]
  })
}

function toRow(item: LibraryItem): LibraryRow {
  return { kind: 'entry', item }
}
