import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CsvOptions } from '../../common/export/options'
import type { JobId } from '../../common/jobs'
import { countText, durationText } from '../batch/quantities'
import { useNotices } from './notices'
import { request } from './request'

/** Writes landmarks to a file and tells how that went. */
export const useExport = defineStore('export', () => {
  const isWriting = shallowRef(false)
  const notices = useNotices()

  /** Writes these jobs, or all of them (null), where the person wants them. */
  async function write(jobIds: JobId[] | null, csv: CsvOptions): Promise<void> {
    isWriting.value = true
    const written = await request('export-csv', { jobIds, csv })
    isWriting.value = false
    if (written) showWritten(written)
  }

  function showWritten(written: { path: string; rows: number; durationMs: number }): void {
    const { path, rows, durationMs } = written
    notices.show({
      kind: 'success',
      text: `Saved ${countText(rows)} rows to ${fileName(path)} in ${durationText(durationMs)}.`,
      action: { label: 'Show in folder', run: () => void request('show-export', path) },
    })
  }

  return { isWriting, write }
})

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
