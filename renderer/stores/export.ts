import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ExportOptions } from '../../common/export/options'
import type { CallAnswer } from '../../common/ipc'
import type { JobId } from '../../common/jobs'
import { countText, durationText, filesText } from '../quantities'
import { useNotices } from './notices'
import { request } from './request'

type Written = NonNullable<CallAnswer<'export-landmarks' | 'export-telemetry'>>

/** Writes landmarks to a file and tells how that went. */
export const useExport = defineStore('export', () => {
  const isWriting = shallowRef(false)
  const notices = useNotices()

  /** Writes these jobs, or all of them (null), where the person wants them. */
  async function write(jobIds: JobId[] | null, options: ExportOptions): Promise<void> {
    await show(request('export-landmarks', { jobIds, options }))
  }

  /** Writes one recording where the person wants it. */
  async function writeRecording(id: number, options: ExportOptions): Promise<void> {
    await show(request('export-recording', { id, options }))
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
    const { path } = written
    notices.show({
      kind: 'success',
      text: writtenText(written),
      action: { label: 'Show in folder', run: () => void request('show-export', path) },
    })
  }

  return { isWriting, write, writeRecording, writeTelemetry }
})

/** One or two sentences: what was written where, and what was left out. */
function writtenText(written: Written): string {
  const { path, rows, durationMs } = written
  const { files = null, photosLeftOut = 0 } = 'files' in written ? written : {}
  const content = files === null ? `${countText(rows)} rows` : filesText(files)
  const saved = `Saved ${content} to ${fileName(path)} in ${durationText(durationMs)}.`
  if (photosLeftOut === 0) return saved
  const photos = `${countText(photosLeftOut)} ${photosLeftOut === 1 ? 'photo' : 'photos'}`
  return `${saved} Left out ${photos}: this format is for motion.`
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
