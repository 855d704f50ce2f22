import { describeExport, type ExportOutput } from '../../common/export/sidecar'
import type { NamedSource } from '../../common/export/sourceNames'
import { writeDurably } from '../library/replaceFile'
import type { ExportBatch, LandmarkExport } from './exportFile'
import { readLibraryVersions } from './libraryVersions'

export interface SidecarRequest {
  readonly request: LandmarkExport
  readonly batch: ExportBatch
  /** All that were to be exported. */
  readonly sources: readonly NamedSource[]
  readonly output: ExportOutput
}

/** Writes the JSON that says what an export holds and what it lacks. */
export async function writeSidecar(path: string, sidecar: SidecarRequest): Promise<void> {
  const { request, ...content } = sidecar
  const description = describeExport({
    ...content,
    app: { name: 'Landmark Studio', version: request.appVersion },
    libraryVersions: await readLibraryVersions(),
  })
  const json = `${JSON.stringify(description, null, 2)}\n`
  await writeDurably(path, (file) => file.writeFile(json))
}
