import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { WatchStatus } from '../../common/watch'
import { request } from './request'
import { useSettings } from './settings'

/** Folders whose new files are tracked as they come. */
export const useWatches = defineStore('watches', () => {
  const settings = useSettings()
  const statuses = shallowRef<readonly WatchStatus[]>([])
  const folders = computed(() => settings.settings.watchedFolders)

  async function connect(): Promise<void> {
    window.app.on('watches-changed', (changed) => (statuses.value = changed))
    statuses.value = (await request('get-watches', undefined)) ?? statuses.value
  }

  /** Undefined while it is off. */
  function statusOf(folder: string): WatchStatus | undefined {
    return statuses.value.find((status) => status.folder === folder)
  }

  return {
    ...{ folders, connect, statusOf },
    add: () => request('watch-folders', undefined),
    setOn: (folder: string, isOn: boolean) => request('set-watching', { folder, isOn }),
    forget: (folder: string) => request('forget-watch', folder),
    placeResults: (folder: string, place: 'beside' | 'elsewhere') =>
      request('place-watch-results', { folder, place }),
  }
})
