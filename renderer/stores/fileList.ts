import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { filterJobs, type JobFilter } from '../batch/list/filter'
import {
  emptySelection,
  move,
  select,
  selectAll,
  type Selection,
  type SelectionMode,
} from '../batch/list/selection'
import { useBatch } from './batch'
import { findJob } from './jobTable'

/** Which files of the batch are on show and which of them are chosen. */
export const useFileList = defineStore('fileList', () => {
  const batch = useBatch()
  const filter = shallowRef<JobFilter>('all')
  const searchText = shallowRef('')
  const selection = shallowRef<Selection>(emptySelection)

  const shownJobs = computed(() => filterJobs(batch.jobs, filter.value, searchText.value))
  const shownIds = computed(() => shownJobs.value.map((job) => job.id))
  const activeJob = computed(() => findJob(batch.table, selection.value.active))
  /** In the order of the list, whatever order they were chosen in. */
  const selectedJobs = computed(() => batch.jobs.filter(({ id }) => selection.value.ids.has(id)))

  watch(() => batch.replacements, reset)

  function reset(): void {
    filter.value = 'all'
    searchText.value = ''
    clearSelection()
  }

  function choose(id: number, mode: SelectionMode): void {
    selection.value = select(selection.value, id, mode, shownIds.value)
  }

  function moveBy(rows: number, mode: 'only' | 'range'): void {
    selection.value = move(selection.value, rows, mode, shownIds.value)
  }

  function chooseAll(): void {
    selection.value = selectAll(selection.value, shownIds.value)
  }

  function clearSelection(): void {
    selection.value = emptySelection
  }

  return {
    filter,
    searchText,
    selection,
    shownJobs,
    activeJob,
    selectedJobs,
    choose,
    moveBy,
    chooseAll,
    clearSelection,
  }
})
