import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ExportOptions } from '../../common/export/options'
import type { CallAnswer } from '../../common/ipc'
import type { JobId } from '../../common/jobs'
import { remainingMs } from '../../common/progress'
import { durationText, filesText } from '../quantities'
import { say, t } from '../locale'
import { useNotices } from './notices'
import { request } from './request'

type Written = NonNullable<CallAnswer<'export-landmarks' | 'export-telemetry'>>

interface ExportProgress {
  /** Share done, 0 to 1. */
  readonly share: number
  /** Null while too little is done to tell. */
  readonly leftMs: number | null
}

/** Writes landmarks to a file and tells how that went. */
export const useExport = defineStore('export', () => {
  const isWriting = shallowRef(false)
  /** How far an export is that takes longer than a moment; null while there is none. */
  const progress = shallowRef<ExportProgress | null>(null)
  let startMs = 0
  const notices = useNotices()

  function connect(): void {
    window.app.on('export-progressed', (share) => {
      if (!isWriting.value) return
      progress.value = { share, leftMs: remainingMs(0, share, performance.now() - startMs) }
    })
  }

  /** Stops the export that is being written. */
  async function cancel(): Promise<void> {
    await request('cancel-export', undefined)
  }

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
    startMs = performance.now()
    const written = await writing
    isWriting.value = false
    progress.value = null
    if (written) showWritten(written)
  }

  function showWritten(written: Written): void {
    const { path } = written
    notices.show({
      kind: 'success',
      text: writtenText(written),
      action: { label: t('exporting.written.show'), run: () => void request('show-export', path) },
    })
  }

  return { isWriting, progress, connect, cancel, write, writeRecording, writeTelemetry }
})

/** One or two sentences: what was written where, and what was left out. */
function writtenText(written: Written): string {
  const { path, rows, durationMs } = written
  const { files = null, leftOut = null } = 'files' in written ? written : {}
  const content = files === null ? t('exporting.written.rows', { count: rows }) : filesText(files)
  const saved = t('exporting.written.saved', {
    content,
    file: fileName(path),
    duration: durationText(durationMs),
  })
  return leftOut === null ? saved : `${saved} ${say(leftOut)}`
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
