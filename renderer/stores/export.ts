import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CsvOptions } from '../../common/export/options'
import type { CallAnswer } from '../../common/ipc'
import type { JobId } from '../../common/jobs'
import { countText, durationText } from '../quantities'
import { useNotices } from './notices'
import { request } from './request'

type Written = NonNullable<CallAnswer<'export-csv'>>

/** Writes landmarks to a file and tells how that went. */
export const useExport = defineStore('export', () => {
  const isWriting = shallowRef(false)
  const notices = useNotices()

  /** Writes these jobs, or all of them (null), where the person wants them. */
  async function write(jobIds: JobId[] | null, csv: CsvOptions): Promise<void> {
    await show(request('export-csv', { jobIds, csv }))
  }

  /** Writes one recording where the person wants it. */
  async function writeRecording(id: number, csv: CsvOptions): Promise<void> {
    await show(request('export-recording', { id, csv }))
  }

  /** Writes every memory sample that is kept where the person wants it. */
  async function writeTelemetry(): Promise<void> {
    await show(request('export-telemetry', undefined))
  }

  async function show(writing: Promise<Written | null | undefined>): Promise<void> {
    isWriting.value = true
    const written = await writing
    isWriting.value = false
    if (written) showWritten(written)
  }

  function showWritten(written: Written): void {
    const { path, rows, durationMs } = written
    notices.show({
      kind: 'success',
      text: `Saved ${countText(rows)} rows to ${fileName(path)} in ${durationText(durationMs)}.`,
      action: { label: 'Show in folder', run: () => void request('show-export', path) },
    })
  }

  return { isWriting, write, writeRecording, writeTelemetry }
})

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
