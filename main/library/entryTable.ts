import {
  BLOB,
  blobValue,
  DuckDBBlobValue,
  DuckDBDataChunk,
  listValue,
  UINTEGER,
} from '@duckdb/node-api'
import { z } from 'zod'
import type { Entry, EntryBatch, EntryId, EntryKind, EntryPage } from '../../common/entries'
import { tagSchema } from '../../common/entries'
import { qualityFiguresSchema } from '../../common/quality'
import { sentence, SentenceError } from '../../common/sentence'
import { parseOptions } from './batchRows'
import { readStoredRecording } from './recordingRows'
import type { LibraryTables } from './recordingTable'
import { toJob } from './sourceRows'
import { statement, type Change } from './writeQueue'

export interface EntryTables extends Pick<LibraryTables, 'write' | 'read'> {
  /** Takes a change that is written soon, and that nobody waits for. */
  push(change: Change): void
}

/** What people themselves say of an entry. */
export type EntryNotes = Pick<Entry, 'tags' | 'notes'>

/** More than a window shows. */
const entriesAtOnce = 200
/** Some tens of milliseconds of main's. */
const entriesPerPage = 2500

const tagsSchema = z.array(tagSchema).readonly()

/** The results of a library, whichever batch or recording they are from. */
export class EntryTable {
  readonly #tables: EntryTables
  #onChanged: () => void = () => undefined

  constructor(tables: EntryTables) {
    this.#tables = tables
  }

  /** From now on, `listener` is called when the list is no longer what it was. */
  onChanged(listener: () => void): void {
    this.#onChanged = listener
  }

  /** Says so. */
  changed(): void {
    this.#onChanged()
  }

  /** The newest, or those that are older than one; those in the trash too. */
  async list(olderThan: EntryId | null = null): Promise<EntryPage> {
    const count = olderThan === null ? entriesAtOnce : entriesPerPage
    const rows = await this.#tables.read(
      `${selectEntriesSql} AND ($1 IS NULL OR sources.id < $1) ORDER BY sources.id DESC LIMIT $2`,
      [olderThan, count],
    )
    const batches = await this.#tables.read(
      `SELECT * FROM batches WHERE id IN (SELECT batch_id FROM sources
        WHERE state = 'done' AND id BETWEEN $1 AND $2)`,
      [Number(rows.at(-1)?.id ?? 0), Number(rows[0]?.id ?? 0)],
    )
    return {
      ...{ batches: batches.map(toBatch), entries: rows.map(toEntry) },
      hasMore: rows.length === count,
    }
  }

  /** Throws if there is none. */
  async read(id: EntryId): Promise<Entry> {
    const [row] = await this.#tables.read(`${selectEntriesSql} AND sources.id = $1`, [id])
    if (row === undefined) throw new SentenceError(sentence('sentences.library.resultGone'))
    return toEntry(row)
  }

  /** The small picture of a result as a JPEG; undefined if it has none. */
  async thumbnail(id: EntryId): Promise<Uint8Array | undefined> {
    const [row] = await this.#tables.read(
      'SELECT jpeg FROM thumbnails WHERE source_id = $1 ORDER BY rowid DESC LIMIT 1',
      [id],
    )
    return row?.jpeg instanceof DuckDBBlobValue
      ? row.jpeg.bytes
      : (row?.jpeg as Uint8Array | undefined)
  }

  /** Where the photo or video of a result lies; undefined if it has none, or is none. */
  async path(id: EntryId): Promise<string | undefined> {
    const sql = "SELECT path FROM sources WHERE id = $1 AND state = 'done' AND path <> ''"
    const [row] = await this.#tables.read(sql, [id])
    return row && (row.path as string)
  }

  /** Keeps the small picture of a source. */
  addThumbnail(id: EntryId, jpeg: Uint8Array): void {
    const pack = (): DuckDBDataChunk => {
      const chunk = DuckDBDataChunk.create([UINTEGER, BLOB], 1)
      chunk.setRows([[id, blobValue(jpeg)]])
      return chunk
    }
    this.#tables.push({ kind: 'rows', table: 'thumbnails', pack })
  }

  async annotate(id: EntryId, { tags, notes }: EntryNotes): Promise<void> {
    await this.#change(
      ...rowsOfNotes([id]),
      statement('UPDATE entry_notes SET tags = $1, notes = $2 WHERE source_id = $3', [
        ...[JSON.stringify(tags), notes, id],
      ]),
    )
  }

  /** Puts entries into the trash, or (null) takes them out again. */
  async setTrashed(ids: readonly EntryId[], trashedAt: string | null): Promise<void> {
    await this.#change(
      ...rowsOfNotes(ids),
      statement(`UPDATE entry_notes SET trashed_at = $1 WHERE source_id IN (${idList(2)})`, [
        ...[trashedAt, listValue(ids)],
      ]),
    )
  }

  /** Removes entries and all that the library knows of them. Files of people stay. */
  async delete(ids: readonly EntryId[]): Promise<void> {
    const tables = ['detections', 'segments', 'entry_notes', 'thumbnails', 'qualities', 'edits']
    const values = [listValue(ids)]
    await this.#change(
      ...tables.map((table) =>
        statement(`DELETE FROM ${table} WHERE source_id IN (${idList(1)})`, values),
      ),
      statement(`DELETE FROM sources WHERE id IN (${idList(1)})`, values),
      // A batch in line may not have found its first file yet.
      statement(
        `DELETE FROM batches WHERE id NOT IN (SELECT batch_id FROM sources)
          AND id NOT IN (SELECT batch_id FROM background_batches WHERE ended IS NULL)`,
        [],
      ),
      statement(
        'DELETE FROM background_batches WHERE batch_id NOT IN (SELECT id FROM batches)',
        [],
      ),
    )
  }

  async #change(...changes: readonly Change[]): Promise<void> {
    await this.#tables.write(...changes)
    this.changed()
  }
}

const selectEntriesSql = `
  SELECT sources.*, recording IS NOT NULL AS is_recording, tags, notes, trashed_at, quality,
    sources.id IN (SELECT source_id FROM thumbnails) AS has_thumbnail,
    sources.id IN (SELECT source_id FROM edits) AS is_edited
  FROM sources JOIN batches ON batches.id = batch_id
  LEFT JOIN entry_notes ON entry_notes.source_id = sources.id
  LEFT JOIN qualities ON qualities.source_id = sources.id
  WHERE state = 'done'`

function idList(parameter: number): string {
  return `SELECT unnest($${parameter}::UINTEGER[])`
}

/** Makes sure that these entries have a row for what people say of them. */
function rowsOfNotes(ids: readonly EntryId[]): Change[] {
  return [
    statement(
      `INSERT INTO entry_notes SELECT id, '[]', '', NULL FROM (${idList(1)} AS id)
       WHERE id NOT IN (SELECT source_id FROM entry_notes)`,
      [listValue(ids)],
    ),
  ]
}

/** What is text or NULL of a row of `selectEntriesSql`. */
interface EntryColumns {
  readonly tags: string | null
  readonly notes: string | null
  readonly trashed_at: string | null
  readonly quality: string | null
}

function toEntry(row: Record<string, unknown>): Entry {
  const { tags, notes, trashed_at: trashedAt, quality } = row as unknown as EntryColumns
  const { state, ...job } = toJob(row)
  if (state.kind !== 'done') throw new Error(`${job.name} is not tracked.`)
  return {
    ...{ id: job.id, batchId: Number(row.batch_id), name: job.name, summary: state.summary },
    kind: kindOf(row),
    path: job.path === '' ? null : job.path,
    tags: tags === null ? [] : tagsSchema.parse(JSON.parse(tags)),
    notes: notes ?? '',
    trashedAt,
    hasThumbnail: row.has_thumbnail === true,
    quality: quality === null ? null : qualityFiguresSchema.parse(JSON.parse(quality)),
    isEdited: row.is_edited === true,
  }
}

function kindOf({ is_recording, media_kind }: Record<string, unknown>): EntryKind {
  if (is_recording === true) return 'recording'
  return media_kind === 'photo' ? 'photo' : 'video'
}

function toBatch(row: Record<string, unknown>): EntryBatch {
  return {
    id: Number(row.id),
    createdAt: String(row.created_at),
    options: parseOptions(row.options),
    modelFileName: String(row.model_file_name),
    modelSha256: String(row.model_sha256),
    recording: readStoredRecording(row.recording)?.setup ?? null,
  }
}
