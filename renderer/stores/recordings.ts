import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ExportOptions } from '../../common/export/options'
import type { RecordingSummary } from '../../common/recording'
import { useExport } from './export'
import { request } from './request'

/** The recordings of the library, the newest first. */
export const useRecordings = defineStore('recordings', () => {
  const recordings = shallowRef<readonly RecordingSummary[]>([])
  /** The one just saved, until another begins or it is dismissed. */
  const saved = shallowRef<RecordingSummary | null>(null)
  const exporting = useExport()

  async function load(): Promise<void> {
    recordings.value = (await request('list-recordings', undefined)) ?? []
  }

  async function rename(id: number, title: string): Promise<void> {
    const renamed = await request('rename-recording', { id, title })
    if (!renamed) return
    if (saved.value?.id === id) saved.value = renamed
    recordings.value = recordings.value.map((each) => (each.id === id ? renamed : each))
  }

  return {
    recordings,
    saved,
    load,
    rename,
    exportLandmarks: (id: number, options: ExportOptions) => exporting.writeRecording(id, options),
    trackAgain: (id: number) => request('track-recording-again', id),
    showVideo: (id: number) => request('show-recording-video', id),
  }
})
