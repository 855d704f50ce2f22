import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { WorkerStatus } from '../../common/batch'

/** The worker processes, by their place in the pool. */
export const useWorkers = defineStore('workers', () => {
  const workers = shallowRef<readonly WorkerStatus[]>([])

  function connect(): void {
    window.app.on('workers-changed', (changed) => (workers.value = changed))
  }

  return { workers, connect }
})
