import type { DuckDBConnection } from '@duckdb/node-api'
import { landmarkFields, partNames } from '../../common/landmarks'
import { sentence, SentenceError } from '../../common/sentence'

/** Raised with every change of the tables below. */
export const schemaVersion = 6

export const handednessNames = ['left', 'right'] as const

/**
 * One row of `detections` is one part of one subject in one frame: a list for each landmark field,
 * in the order of the topology. A list is NULL where the part has no such field, and a number is
 * NULL where it is unknown. A frame in which nothing was found has one row, subject and part NULL.
 * Ids are given out by the app, so there are no keys to keep up. A live recording is a batch of one
 * source whose `recording` says the rest: see recordingRows.ts. `segments` has those of long videos
 * in work, whose subjects are still numbered each by itself: see segmentTable.ts.
 */
const segmentsTable = `CREATE TABLE segments (
    source_id UINTEGER NOT NULL,
    segment UINTEGER NOT NULL,
    start_frame UINTEGER NOT NULL,
    frames UINTEGER NOT NULL,
    plan VARCHAR NOT NULL,
    result VARCHAR
  );`

/** What the library knows of a result beside its landmarks: a row only where there is something. */
const entryTables = `CREATE TABLE entry_notes (
    source_id UINTEGER NOT NULL,
    tags VARCHAR NOT NULL,
    notes VARCHAR NOT NULL,
    trashed_at VARCHAR
  );
  CREATE TABLE thumbnails (source_id UINTEGER NOT NULL, jpeg BLOB NOT NULL);
  CREATE TABLE qualities (source_id UINTEGER NOT NULL, quality VARCHAR NOT NULL);
  CREATE TABLE edits (source_id UINTEGER NOT NULL, steps VARCHAR NOT NULL);`

/**
 * Batches that no window has begun: who wanted them, and how they ended once they have. Of files of
 * watched folders, where the result was written, also when it is no longer in the library.
 */
const backgroundTables = `CREATE TABLE background_batches (
    batch_id UINTEGER NOT NULL,
    origin VARCHAR NOT NULL,
    ended VARCHAR,
    problem VARCHAR
  );
  CREATE TABLE watch_results (
    source_id UINTEGER NOT NULL,
    path VARCHAR NOT NULL,
    size_bytes BIGINT NOT NULL,
    result_path VARCHAR NOT NULL
  );`

/** The files of watched folders that were put in line, as they were then. */
const watchedFilesTable = `CREATE TABLE watched_files (
    path VARCHAR NOT NULL,
    size_bytes BIGINT NOT NULL,
    modified_ms DOUBLE
  );`

const tables = `
  CREATE TABLE meta (schema_version UINTEGER NOT NULL);
  INSERT INTO meta VALUES (${schemaVersion});
  CREATE TABLE batches (
    id UINTEGER NOT NULL,
    title VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    options VARCHAR NOT NULL,
    model_file_name VARCHAR NOT NULL,
    model_sha256 VARCHAR NOT NULL,
    app_version VARCHAR NOT NULL,
    recording VARCHAR,
    run_state VARCHAR,
    searches VARCHAR
  );
  CREATE TABLE sources (
    id UINTEGER NOT NULL,
    batch_id UINTEGER NOT NULL,
    name VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    media_kind VARCHAR,
    size_bytes BIGINT NOT NULL,
    state VARCHAR NOT NULL,
    reason VARCHAR,
    message VARCHAR,
    width_px UINTEGER,
    height_px UINTEGER,
    frames UINTEGER,
    frames_detected UINTEGER,
    subjects UINTEGER,
    duration_ms DOUBLE
  );
  CREATE TABLE detections (
    source_id UINTEGER NOT NULL,
    frame UINTEGER NOT NULL,
    timestamp_us BIGINT NOT NULL,
    subject UINTEGER,
    part ${enumType(partNames)},
    handedness ${enumType(handednessNames)},
    score FLOAT,
    ${landmarkFields.map((field) => `${field} FLOAT[]`).join(', ')}
  );
  ${segmentsTable}
  ${entryTables}
  ${backgroundTables}
  ${watchedFilesTable}`

/** What brings the tables up from a version to the next one. */
const migrations: Readonly<Record<number, string>> = {
  1: 'ALTER TABLE batches ADD COLUMN recording VARCHAR',
  2: `ALTER TABLE batches ADD COLUMN run_state VARCHAR;
    ALTER TABLE batches ADD COLUMN searches VARCHAR; ${segmentsTable}`,
  3: entryTables,
  4: backgroundTables,
  // When those files were modified was not kept before: as NULL, it is any time.
  5: `${watchedFilesTable}
    INSERT INTO watched_files
      SELECT path, size_bytes, NULL FROM sources JOIN background_batches USING (batch_id)
        WHERE origin = 'watch'
      UNION SELECT path, size_bytes, NULL FROM watch_results`,
}

/**
 * Makes the tables of a new library; brings up those of an older version. Throws a sentence for
 * people where this version does not understand them.
 */
export async function prepareSchema(connection: DuckDBConnection, path: string): Promise<void> {
  const existing = await readTableNames(connection)
  if (existing.length === 0) {
    await connection.run(`BEGIN; ${tables} COMMIT;`)
    return
  }
  const version = existing.includes('meta') ? await readVersion(connection) : null
  if (version === null)
    throw new SentenceError(sentence('sentences.library.otherDatabase', { path }))
  if (version > schemaVersion) {
    throw new SentenceError(sentence('sentences.library.newer', { path }))
  }
  if (version < schemaVersion) await bringUp(connection, version)
}

/** All steps or none: a library that cannot be brought up stays one of the older version. */
async function bringUp(connection: DuckDBConnection, version: number): Promise<void> {
  const steps: string[] = []
  for (let from = version; from < schemaVersion; from++) steps.push(`${migrations[from]};`)
  await connection.run(`BEGIN; ${steps.join(' ')}
    UPDATE meta SET schema_version = ${schemaVersion}; COMMIT;`)
}

async function readTableNames(connection: DuckDBConnection): Promise<readonly string[]> {
  const reader = await connection.runAndReadAll('SELECT table_name FROM duckdb_tables()')
  return reader.getRowsJson().map(([name]) => name as string)
}

async function readVersion(connection: DuckDBConnection): Promise<number | null> {
  const reader = await connection.runAndReadAll('SELECT max(schema_version) FROM meta')
  const version = reader.getRowsJS()[0]?.[0]
  return typeof version === 'number' ? version : null
}

function enumType(names: readonly string[]): string {
  return `ENUM (${names.map((name) => `'${name}'`).join(', ')})`
}
