import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnnotationRequest } from '../../../common/annotationProtocol'
import type { ExportFormat } from '../../../common/export/formats'
import { defaultCsvOptions } from '../../../common/export/options'
import { partTables } from '../../../common/export/parts'
import {
  landmarkFields,
  landmarkStride,
  type FrameLandmarks,
  type PackedPart,
  type PartName,
} from '../../../common/landmarks'
import type { Task } from '../../../common/tasks'
import { topologies } from '../../../common/topologies'
import { Annotator } from '../../../main/export/annotator'
import { exportLandmarks } from '../../../main/export/exportFile'
import { Library } from '../../../main/library/library'
import { createNodeHost } from '../../../main/pool/nodeHost'
import { builtAnnotator } from '../../processes'
import { temporaryFolder } from '../library/libraryFolder'
import { storeDone } from '../library/libraryRecords'

export type Vector = readonly [x: number, y: number, z: number]

const startProcess = createNodeHost<AnnotationRequest>(builtAnnotator, () => undefined)

/** Starts a real process that draws. */
export function startAnnotator(): Annotator {
  return new Annotator(startProcess(), () => undefined)
}

/** Exports some sources of a library into a folder of their own. */
export function exportTo(library: Library, sourceIds: readonly number[], format: ExportFormat) {
  const options = { format, csv: defaultCsvOptions }
  const destinationPath = join(temporaryFolder(), 'export')
  return exportLandmarks({
    ...{ library, sourceIds, options, destinationPath, appVersion: '9.9.9', startAnnotator },
  })
}

/** Stores videos in a library of their own and exports all of them. */
export async function exportFiles(
  task: Task,
  files: Readonly<Record<string, readonly FrameLandmarks[]>>,
  format: ExportFormat,
) {
  await using library = await Library.openInMemory()
  return await exportTo(library, await storeDone(library, task, files), format)
}

/** A part whose landmarks are where `place` says, in MediaPipe's own space: metres, y down. */
export function placedPart(
  part: PartName,
  place: (landmark: string, index: number) => Vector,
  subject = 0,
): PackedPart {
  const { topology } = partTables[part]
  const names = topologies[topology].landmarks
  const points = new Float32Array(names.length * landmarkStride).fill(NaN)
  const offset = landmarkFields.indexOf('world_x')
  for (const [index, name] of names.entries()) {
    points.set(place(name, index), index * landmarkStride + offset)
  }
  return { part, topology, subject, handedness: null, score: null, points }
}

/** Frames at a constant rate; where `parts` answers nothing, nothing was found. */
export function framesAt(
  framesPerSecond: number,
  count: number,
  parts: (index: number) => readonly PackedPart[],
): FrameLandmarks[] {
  return Array.from({ length: count }, (_, frame) => ({
    ...{ frame, timestampUs: Math.round((frame * 1e6) / framesPerSecond), parts: parts(frame) },
  }))
}

/** Cells as Python's csv module reads them. */
export function readCells(path: string, delimiter: string): string[][] {
  const script = `import csv, json, sys
with open(sys.argv[1], newline='', encoding='utf-8') as file:
    print(json.dumps(list(csv.reader(file, delimiter=sys.argv[2], strict=True))))`
  const command = process.platform === 'win32' ? 'python' : 'python3'
  const output = execFileSync(command, ['-c', script, path, delimiter], { maxBuffer: 2 ** 30 })
  return JSON.parse(output.toString()) as string[][]
}

/** The JSON in the folder of an export. */
export function readSidecar(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'export.json'), 'utf8')) as Record<string, unknown>
}
