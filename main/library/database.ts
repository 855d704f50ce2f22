import { DuckDBInstance } from '@duckdb/node-api'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sentence, SentenceError } from '../../common/sentence'

/** A DuckDB database that only this process uses, until it is closed. */
export interface Database {
  readonly instance: DuckDBInstance
  /** May be called twice. */
  close(): void
}

// On POSIX systems a lock does not keep its own process out, so a second opening is refused here.
const openPaths = new Set<string>()

/** Opens or creates a database file; throws a sentence for people where that cannot be. */
export async function openDatabaseFile(filePath: string): Promise<Database> {
  const path = resolve(filePath)
  if (openPaths.has(path)) throw openedElsewhere(path)
  openPaths.add(path)
  try {
    const instance = await openInstance(path, `${path}.tmp`)
    // What a killed process spilled there is of no use any more, and the lock says it is ours.
    await rm(`${path}.tmp`, { recursive: true, force: true })
    return database(instance, () => openPaths.delete(path))
  } catch (error) {
    openPaths.delete(path)
    throw openingFailed(path, error)
  }
}

/** A database that is gone when it is closed; what does not fit into memory is spilled to disk. */
export async function openDatabaseInMemory(): Promise<Database> {
  const spillFolder = join(tmpdir(), `landmark-studio-${process.pid}.tmp`)
  return database(await openInstance(':memory:', spillFolder), () => undefined)
}

function openInstance(path: string, spillFolder: string): Promise<DuckDBInstance> {
  return DuckDBInstance.create(path, {
    memory_limit: '250MB',
    // Its own threads would take time from the workers; what runs at once here runs on Node's threads.
    threads: '1',
    temp_directory: spillFolder,
    // Nothing may be fetched from DuckDB's servers. External access as such has to stay on:
    // without it COPY could not write where the user wants the CSV. With no extension for it,
    // DuckDB knows local files only.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    lock_configuration: 'true',
  })
}

function database(instance: DuckDBInstance, release: () => void): Database {
  let isOpen = true
  return {
    instance,
    close() {
      if (!isOpen) return
      isOpen = false
      instance.closeSync()
      release()
    },
  }
}

function openingFailed(path: string, cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (/could not set lock|being used by another process/i.test(message)) {
    return openedElsewhere(path, cause)
  }
  if (/not a valid DuckDB database|trying to read a database file with version/i.test(message)) {
    return new SentenceError(sentence('sentences.library.unreadable', { path }), { cause })
  }
  const said = sentence('sentences.library.unopened', { path, reason: message })
  return new SentenceError(said, { cause })
}

function openedElsewhere(path: string, cause?: unknown): Error {
  return new SentenceError(sentence('sentences.library.openElsewhere', { path }), { cause })
}
