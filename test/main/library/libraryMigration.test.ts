import { DuckDBInstance } from '@duckdb/node-api'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { landmarkFields } from '../../../common/landmarks'
import { defaultTrackingOptions } from '../../../common/tasks'
import { Library } from '../../../main/library/library'
import { handsSetup } from '../recording/recordingPorts'
import { temporaryFolder } from './libraryFolder'
import { newBatch } from './libraryRecords'

const options = JSON.stringify(defaultTrackingOptions('hands'))

/** A library as the first version wrote it: one batch, one video done and one that waits. */
const versionOne = `
  CREATE TABLE meta (schema_version UINTEGER NOT NULL);
  INSERT INTO meta VALUES (1);
  CREATE TABLE batches (
    id UINTEGER NOT NULL, title VARCHAR NOT NULL, created_at VARCHAR NOT NULL,
    options VARCHAR NOT NULL, model_file_name VARCHAR NOT NULL, model_sha256 VARCHAR NOT NULL,
    app_version VARCHAR NOT NULL
  );
  INSERT INTO batches VALUES
    (4, 'Holiday', '2025-01-02T03:04:05.000Z', '${options}', 'hand.task', 'abc', '0.1.0');
  CREATE TABLE sources (
    id UINTEGER NOT NULL, batch_id UINTEGER NOT NULL, name VARCHAR NOT NULL, path VARCHAR NOT NULL,
    media_kind VARCHAR, size_bytes BIGINT NOT NULL, state VARCHAR NOT NULL, reason VARCHAR,
    message VARCHAR, width_px UINTEGER, height_px UINTEGER, frames UINTEGER,
    frames_detected UINTEGER, subjects UINTEGER, duration_ms DOUBLE
  );
  INSERT INTO sources VALUES
    (7, 4, 'a.mp4', '/a.mp4', 'video', 10, 'done', NULL, NULL, 640, 360, 1, 0, 0, 5),
    (8, 4, 'b.mp4', '/b.mp4', 'video', 10, 'waiting', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
  CREATE TABLE detections (
    source_id UINTEGER NOT NULL, frame UINTEGER NOT NULL, timestamp_us BIGINT NOT NULL,
    subject UINTEGER, part ENUM ('pose', 'left_hand', 'right_hand', 'face', 'hand'),
    handedness ENUM ('left', 'right'), score FLOAT,
    ${landmarkFields.map((field) => `${field} FLOAT[]`).join(', ')}
  );
  INSERT INTO detections (source_id, frame, timestamp_us) VALUES (7, 0, 0), (8, 0, 0);`

async function runIn(path: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  try {
    return (await connection.runAndReadAll(sql)).getRowsJS()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

it('a library of the first version is brought up, and keeps all it has', async () => {
  const path = join(temporaryFolder(), 'library.duckdb')
  await runIn(path, versionOne)
  const library = await Library.open(path)
  const batch = await library.readBatch(4)
  expect(batch).toMatchObject({ title: 'Holiday', modelFileName: 'hand.task', recording: null })
  expect(batch.jobs.map(({ id, state }) => [id, state.kind])).toEqual([
    [7, 'done'],
    [8, 'waiting'],
  ])
  expect(await library.batches()).toMatchObject([{ id: 4, title: 'Holiday', files: 2 }])

  expect(await library.createBatch(newBatch('hands'))).toBe(5)
  const recording = await library.recordings.create({
    ...{ title: 'A wave', createdAt: batch.createdAt, setup: handsSetup, videoPath: null },
    ...{ modelFileName: 'hand.task', modelSha256: 'abc', appVersion: '0.2.0' },
  })
  expect(recording).toMatchObject({ sourceId: 9, summary: { id: 6, setup: handsSetup } })
  await library.close()
  expect(await runIn(path, 'SELECT * FROM meta')).toEqual([[6]])
  expect(await runIn(path, 'SELECT source_id FROM detections')).toEqual([[7]])

  await using again = await Library.open(path)
  expect((await again.batches()).map(({ id }) => id)).toEqual([5, 4])
})
