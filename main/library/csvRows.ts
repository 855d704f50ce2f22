import { UINTEGER, VARCHAR, DuckDBDataChunk, type DuckDBConnection } from '@duckdb/node-api'
import { createReadStream } from 'node:fs'
import { rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { CsvShape } from '../../common/export/options'
import type { Task } from '../../common/tasks'
import type { Library } from './library'
import { planChunks, type CsvChunk, type FrameBlock } from './csvChunks'
import { copyChunkSql, exportSourcesTable, frameBlocksSql } from './csvQuery'

export interface CsvSource {
  readonly id: number
  /** What its cells in the CSV say. */
  readonly text: string
}

export interface CsvRowsOptions {
  readonly library: Library
  /** In the order of the CSV. */
  readonly sources: readonly CsvSource[]
  readonly shape: CsvShape
  readonly task: Task
  /** Rows are written from its present position on. */
  readonly file: FileHandle
  /** Where chunks may lie until they are in the file. */
  readonly chunkFolder: string
}

/** About 10 MB of text; small chunks are also quickly sorted. */
const landmarksPerChunk = { long: 100_000, wide: 300_000 } as const

/** One chunk is queried while the one before is finished and moved into the file. */
const chunksAtOnce = 2

const maxRowsPerAppend = 2048

const blockBytes = 2 ** 20

/** Writes the landmarks of sources that are done, and answers how many rows they are. */
export async function writeCsvRows(options: CsvRowsOptions): Promise<number> {
  const { library, sources, shape } = options
  const connections: DuckDBConnection[] = []
  try {
    while (connections.length < chunksAtOnce) {
      const connection = await library.connect()
      connections.push(connection)
      await fillSources(connection, sources)
    }
    const blocks = await readBlocks(connections[0]!)
    return await writeChunks(options, connections, planChunks(blocks, landmarksPerChunk[shape]))
  } finally {
    for (const connection of connections) connection.closeSync()
  }
}

async function fillSources(
  connection: DuckDBConnection,
  sources: readonly CsvSource[],
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

async function writeChunks(
  options: CsvRowsOptions,
  connections: readonly DuckDBConnection[],
  chunks: readonly CsvChunk[],
): Promise<number> {
  const { shape, task, file, chunkFolder } = options
  const pathOf = (index: number): string => join(chunkFolder, `rows-${index}`)
  const copy = (chunk: CsvChunk, index: number): Promise<number> => {
    const connection = connections[index % connections.length]!
    return copyChunk(connection, copyChunkSql(shape, task, chunk, pathOf(index)))
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
      await moveIntoFile(pathOf(index), file)
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

async function moveIntoFile(path: string, file: FileHandle): Promise<void> {
  for await (const block of createReadStream(path, { highWaterMark: blockBytes })) {
    await file.writeFile(block as Buffer)
  }
  await rm(path)
}
