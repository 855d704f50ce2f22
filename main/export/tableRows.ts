import { UINTEGER, VARCHAR, DuckDBDataChunk, type DuckDBConnection } from '@duckdb/node-api'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { EditSteps } from '../../common/edits/steps'
import type { Task } from '../../common/tasks'
import { createExportedDetections } from '../edits/editedDetections'
import { EditedRows } from '../edits/editedRows'
import type { Library } from '../library/library'
import type { ExportWatch } from './exportWatch'
import { planChunks, type TableChunk, type FrameBlock } from './tableChunks'
import {
  copyChunkSql,
  exportSourcesTable,
  frameBlocksSql,
  joinParquetSql,
  type TableLayout,
} from './tableQuery'

export interface TableSource {
  readonly id: number
  /** What its cells in the table say. */
  readonly text: string
}

export interface TableRowsOptions {
  readonly library: Library
  /** In the order of the table. */
  readonly sources: readonly TableSource[]
  readonly layout: TableLayout
  readonly task: Task
  /** How sources are edited that are, by their ids. */
  readonly edits: ReadonlyMap<number, EditSteps>
  /** Where chunks may lie until they are in the file. */
  readonly chunkFolder: string
  readonly watch: ExportWatch
}

/** About 10 MB of text or numbers; small chunks are also quickly sorted. */
const landmarksPerChunk: Readonly<Record<TableLayout, number>> = {
  long: 100_000,
  wide: 300_000,
  'json-lines': 100_000,
  parquet: 250_000,
}

/** One chunk is queried while the one before is finished and moved into the file. */
const chunksAtOnce = 2

const maxRowsPerAppend = 2048

const blockBytes = 2 ** 20

/** A chunk that has no rows, but all columns. */
const emptyChunk: TableChunk = { firstRank: 1, lastRank: 0, firstFrame: 0, lastFrame: 0 }

/**
 * Writes the landmarks of sources that are done as text, from the file's present position on, and
 * answers how many rows they are.
 */
export async function writeTextRows(options: TableRowsOptions, file: FileHandle): Promise<number> {
  return withConnections(options, async (connections, edited) => {
    const chunks = await planTable(options, connections[0]!)
    const places = { connections, edited, chunks }
    const block = Buffer.allocUnsafeSlow(blockBytes)
    return writeChunks(options, places, (path) => moveIntoFile(path, file, block))
  })
}

/** The same as a Parquet file of its own, which is on disk when this resolves. */
export async function writeParquet(options: TableRowsOptions, path: string): Promise<number> {
  return withConnections(options, async (connections, edited) => {
    const planned = await planTable(options, connections[0]!)
    const chunks = planned.length === 0 ? [emptyChunk] : planned
    const paths: string[] = []
    const keep = (path: string): void => void paths.push(path)
    const rows = await writeChunks(options, { connections, edited, chunks }, keep)
    await connections[0]!.run(joinParquetSql(paths, path))
    await syncFile(path)
    return rows
  })
}

async function withConnections<T>(
  { library, sources, edits, task }: TableRowsOptions,
  work: (connections: readonly DuckDBConnection[], edited: EditedRows) => Promise<T>,
): Promise<T> {
  const reading = await library.connect()
  const connections: DuckDBConnection[] = []
  try {
    while (connections.length < chunksAtOnce) {
      const connection = await library.connect()
      connections.push(connection)
      await fillSources(connection, sources)
      await createExportedDetections(connection, [...edits.keys()])
    }
    const sourceIds = sources.map(({ id }) => id)
    return await work(connections, new EditedRows({ connection: reading, sourceIds, edits, task }))
  } finally {
    for (const connection of [reading, ...connections]) connection.closeSync()
  }
}

async function planTable(
  { layout }: TableRowsOptions,
  connection: DuckDBConnection,
): Promise<readonly TableChunk[]> {
  return planChunks(await readBlocks(connection), landmarksPerChunk[layout])
}

async function fillSources(
  connection: DuckDBConnection,
  sources: readonly TableSource[],
): Promise<void> {
  await connection.run(exportSourcesTable)
  const appender = await connection.createAppender('export_sources')
  for (let start = 0; start < sources.length; start += maxRowsPerAppend) {
    const some = sources.slice(start, start + maxRowsPerAppend)
    const chunk = DuckDBDataChunk.create([UINTEGER, UINTEGER, VARCHAR], some.length)
    chunk.setRows(some.map(({ id, text }, index) => [id, start + index, text]))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

async function readBlocks(connection: DuckDBConnection): Promise<FrameBlock[]> {
  const reader = await connection.runAndReadAll(frameBlocksSql)
  return reader.getRowsJS().map(([rank, firstFrame, landmarks]) => ({
    rank: Number(rank),
    firstFrame: Number(firstFrame),
    landmarks: Number(landmarks),
  }))
}

interface ChunkPlaces {
  readonly connections: readonly DuckDBConnection[]
  readonly edited: EditedRows
  readonly chunks: readonly TableChunk[]
}

async function writeChunks(
  { layout, task, chunkFolder, watch }: TableRowsOptions,
  { connections, edited, chunks }: ChunkPlaces,
  takeChunk: (path: string) => Promise<void> | void,
): Promise<number> {
  const pathOf = (index: number): string => join(chunkFolder, `rows-${index}`)
  const copy = async (chunk: TableChunk, index: number): Promise<number> => {
    const connection = connections[index % connections.length]!
    await edited.put(chunk, connection)
    return copyChunk(connection, copyChunkSql(layout, task, chunk, pathOf(index)))
  }
  const copies: Promise<number>[] = []
  let rows = 0
  try {
    for (const index of chunks.keys()) {
      while (copies.length < Math.min(index + connections.length, chunks.length)) {
        const copying = copy(chunks[copies.length]!, copies.length)
        // It may fail before its turn to be awaited comes.
        copying.catch(() => undefined)
        copies.push(copying)
      }
      rows += await copies[index]!
      await takeChunk(pathOf(index))
      watch.signal.throwIfAborted()
      watch.onProgress((index + 1) / chunks.length)
    }
    return rows
  } finally {
    // The connections are closed next: nothing may be running on them.
    await Promise.allSettled(copies)
  }
}

async function copyChunk(connection: DuckDBConnection, sql: string): Promise<number> {
  const reader = await connection.runAndReadAll(sql)
  return Number(reader.getRowsJS()[0]?.[0])
}

/** @param block is used for what is on its way: fresh memory for each would take as long as the disk. */
async function moveIntoFile(path: string, file: FileHandle, block: Buffer): Promise<void> {
  const chunk = await open(path)
  try {
    for (;;) {
      const { bytesRead } = await chunk.read(block, 0, block.length)
      if (bytesRead === 0) break
      await file.writeFile(block.subarray(0, bytesRead))
    }
  } finally {
    await chunk.close()
  }
  await rm(path)
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
