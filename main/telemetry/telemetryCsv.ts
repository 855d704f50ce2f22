import { join } from 'node:path'
import { rename } from 'node:fs/promises'
import { csvCell } from '../../common/export/csvText'
import { defuseFormula } from '../../common/export/formulas'
import type { ProcessSample, TelemetrySample } from '../../common/telemetry'
import { withFolderBeside, writeDurably } from '../library/replaceFile'

const columns: Readonly<Record<string, (process: ProcessSample) => string | number | null>> = {
  role: ({ role }) => role,
  worker: ({ worker }) => worker,
  process_id: ({ processId }) => processId,
  rss_bytes: ({ rssBytes }) => rssBytes,
  wasm_heap_bytes: ({ wasmHeapBytes }) => wasmHeapBytes,
  js_heap_bytes: ({ jsHeapBytes }) => jsHeapBytes,
  external_bytes: ({ externalBytes }) => externalBytes,
  files_settled: ({ filesSettled }) => filesSettled,
  file: ({ file }) => file,
  file_age_ms: ({ fileAgeMs }) => (fileAgeMs === null ? null : Math.round(fileAgeMs)),
}

/** Writes a row for each process of each sample, as RFC 4180. Answers how many rows. */
export async function writeTelemetryCsv(
  path: string,
  samples: readonly TelemetrySample[],
): Promise<number> {
  const rows = samples.flatMap(({ timeMs, processes }) =>
    processes.map((process) => {
      const cells = Object.values(columns).map((read) => cell(read(process)))
      return [new Date(timeMs).toISOString(), ...cells].join(',')
    }),
  )
  const text = [['time', ...Object.keys(columns)].join(','), ...rows, ''].join('\r\n')
  await withFolderBeside(path, async (folder) => {
    const written = join(folder, 'telemetry.csv')
    await writeDurably(written, (file) => file.writeFile(text))
    await rename(written, path)
  })
  return rows.length
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  return csvCell(defuseFormula(value))
}
