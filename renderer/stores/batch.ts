import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { emptyBatchStatus, type BatchStatus, type BatchSummary } from '../../common/batch'
import type { TrackingOptions } from '../../common/tasks'
import { isActive, isEditable, totalFiles } from '../batch/progress/phases'
import { jobTable, withJobsAdded, withJobsChanged, type JobTable } from './jobTable'
import { request, showFailure } from './request'

/** The batch on screen: where it stands, its files, and the orders that can be given to it. */
export const useBatch = defineStore('batch', () => {
  const status = shallowRef<BatchStatus>(emptyBatchStatus)
  const options = shallowRef<TrackingOptions | null>(null)
  const table = shallowRef<JobTable>(jobTable([]))
  const earlier = shallowRef<readonly BatchSummary[]>([])

  /** How often another batch has come on screen. */
  const replacements = shallowRef(0)

  const jobs = computed(() => table.value.jobs)
  const total = computed(() => totalFiles(status.value))
  const active = computed(() => isActive(status.value.phase))

  async function connect(): Promise<void> {
    window.app.on('batch-changed', takeStatus)
    window.app.on('jobs-added', (added) => (table.value = withJobsAdded(table.value, added)))
    window.app.on('jobs-changed', (changes) => {
      table.value = withJobsChanged(table.value, changes)
    })
    window.app.on('batch-replaced', () => void replace())
    await refresh()
  }

  async function replace(): Promise<void> {
    await refresh()
    replacements.value += 1
  }

  async function refresh(): Promise<void> {
    const snapshot = await request('get-batch', undefined)
    if (!snapshot) return
    status.value = snapshot.status
    options.value = snapshot.options
    table.value = jobTable(snapshot.jobs)
  }

  function takeStatus(changed: BatchStatus): void {
    const hasStarted = isEditable(status.value.phase) && !isEditable(changed.phase)
    status.value = changed
    // What the batch is tracked with is settled when it starts, and only the snapshot tells.
    if (hasStarted && options.value === null) void refresh()
  }

  async function addDropped(files: readonly File[]): Promise<void> {
    try {
      await window.app.addDroppedFiles(files)
    } catch (error) {
      showFailure(error)
    }
  }

  async function listEarlier(): Promise<void> {
    earlier.value = (await request('list-batches', undefined)) ?? []
  }

  return {
    status,
    options,
    table,
    earlier,
    replacements,
    jobs,
    total,
    active,
    connect,
    addDropped,
    listEarlier,
    chooseFiles: () => request('choose-files', undefined),
    chooseFolder: () => request('choose-folder', undefined),
    addSample: () => request('add-sample', undefined),
    start: () => request('start-batch', undefined),
    pause: () => request('pause-batch', undefined),
    resume: () => request('resume-batch', undefined),
    cancel: () => request('cancel-batch', undefined),
    retry: () => request('retry-batch', undefined),
    close: () => request('close-batch', undefined),
    openEarlier: (id: number) => request('open-batch', id),
  }
})
