import type { DuckDBConnection } from '@duckdb/node-api'
import { partsOfTask, partTables } from '../../../common/export/parts'
import { landmarkFields, type PartName } from '../../../common/landmarks'
import { topologies } from '../../../common/topologies'
import type { Task } from '../../../common/tasks'
import type { Library } from '../../../main/library/library'
import { newBatch, waitingJob } from '../../main/library/libraryRecords'

export const framesPerSecond = 30

/** Frames that DuckDB makes in one go. */
const framesPerInsert = 4000

/**
 * Fills a library with one video that has landmarks in each of its frames: slow curves with noise
 * on top, so that they compress and print no better than real ones. Answers the id of its source.
 */
export async function addLongVideo(library: Library, task: Task, frames: number): Promise<number> {
  const [id] = library.reserveSourceIds(1) as [number]
  const batchId = await library.createBatch(newBatch(task))
  await library.addSources(batchId, [waitingJob(id, 'long.mp4')])
  const connection = await library.connect()
  try {
    for (const part of partsOfTask[task]) await insertPart(connection, id, part, frames)
  } finally {
    connection.closeSync()
  }
  const size = { widthPx: 1280, heightPx: 720 }
  const counts = { frames, framesDetected: frames, subjects: 1, durationMs: 1 }
  await library.finishSource(id, { kind: 'done', summary: { ...size, ...counts } })
  return id
}

async function insertPart(
  connection: DuckDBConnection,
  id: number,
  part: PartName,
  frames: number,
): Promise<void> {
  for (let first = 0; first < frames; first += framesPerInsert) {
    const last = Math.min(frames, first + framesPerInsert)
    await connection.run(`INSERT INTO detections
      SELECT ${id}, frame, (frame * 1000000) // ${framesPerSecond}, 0, '${part}', NULL, NULL,
        ${landmarkFields.map((_, index) => curves(part, index)).join(', ')}
      FROM range(${first}, ${last}) AS frames(frame)`)
  }
}

/** The values of one field, one for each landmark, or NULL where the part does not have it. */
function curves(part: PartName, fieldIndex: number): string {
  const { topology, fields } = partTables[part]
  if (!fields.includes(landmarkFields[fieldIndex]!)) return 'NULL'
  const noise = `(frame * 7919 + landmark * 104729 + ${fieldIndex} * 1299709) % 1000003 / 1e8`
  return `list_transform(range(${topologies[topology].landmarks.length}),
    lambda landmark: (0.5 + 0.3 * sin(frame / 40 + landmark + ${fieldIndex}) + ${noise})::FLOAT)`
}
