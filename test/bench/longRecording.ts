import type { DuckDBConnection } from '@duckdb/node-api'
import { partsOfTask, partTables } from '../../common/export/parts'
import { landmarkFields, type LandmarkField, type PartName } from '../../common/landmarks'
import type { RecordingSetup } from '../../common/recording'
import { defaultTrackingOptions } from '../../common/tasks'
import type { Library } from '../../main/library/library'
import { placesOf } from '../wholePerson'

const framesPerSecond = 30
/** Frames of the minute that is made up; all others are its copies. */
const framesPerMinute = 60 * framesPerSecond

const setup: RecordingSetup = {
  options: defaultTrackingOptions('holistic'),
  ...{ smoothing: 'off', camera: 'None', delegate: 'CPU' },
  ...{ widthPx: 1280, heightPx: 720, framesPerSecond },
  ...{ isViewMirrored: true, hasVideo: false },
}

/**
 * Puts a live recording of one whole person into a library (holistic, 553 landmarks a frame, 30
 * frames a second), who sways and trembles a little; answers the id of its source. DuckDB makes the
 * numbers itself: an hour, 108,000 frames and 1.1 GB, takes it less than a minute.
 */
export async function fillLongRecording(library: Library, minutes = 60): Promise<number> {
  const { sourceId, summary } = await library.recordings.create({
    ...{ title: `${minutes} minutes`, createdAt: '2025-01-02T03:04:05.000Z', videoPath: null },
    ...{ modelFileName: 'none', modelSha256: '', appVersion: '0.0.0', setup },
  })
  const connection = await library.connect()
  try {
    await connection.run(firstMinuteSql(sourceId))
    for (let minute = 1; minute < minutes; minute++) await copyMinute(connection, sourceId, minute)
  } finally {
    connection.closeSync()
  }
  await library.recordings.finish(summary.id, 'stopped', 0)
  return sourceId
}

/** Whole periods a minute, so that one minute passes smoothly into the next. */
function firstMinuteSql(sourceId: number): string {
  const parts = partsOfTask.holistic.map((part) => partRows(sourceId, part))
  return `INSERT INTO detections
    WITH moments AS (
      SELECT frame, 2 * pi() * frame / ${framesPerMinute} AS turn,
        0.05 * sin(12 * turn) AS sway_x, 0.02 * sin(20 * turn) AS sway_y
      FROM range(${framesPerMinute}) AS frames(frame)
    )
    FROM (${parts.join(' UNION ALL ')}) ORDER BY frame, part`
}

function partRows(sourceId: number, part: PartName): string {
  const lists = landmarkFields.map((field) => fieldList(part, field))
  return `SELECT ${sourceId} AS source_id, frame,
      (frame * 1000000 // ${framesPerSecond})::BIGINT AS timestamp_us,
      0 AS subject, '${part}' AS part, NULL AS handedness, NULL AS score, ${lists.join(', ')}
    FROM moments`
}

function fieldList(part: PartName, field: LandmarkField): string {
  if (!partTables[part].fields.includes(field)) return `NULL::FLOAT[] AS ${field}`
  const places = placesOf(part)
  const [values, sway] = isUpright(field)
    ? [places.map(([, y]) => y), 'sway_y']
    : [places.map(([x]) => x), 'sway_x']
  if (field === 'visibility') return `${list(values, '0.98 + 0.01 * random()')} AS visibility`
  return `${list(values, `place + ${sway} + 0.001 * random()`)} AS ${field}`
}

function isUpright(field: LandmarkField): boolean {
  return field === 'y' || field === 'world_y'
}

function list(places: readonly number[], value: string): string {
  const texts = places.map((place) => place.toFixed(4))
  return `list_transform([${texts.join(', ')}]::FLOAT[], lambda place: (${value})::FLOAT)`
}

async function copyMinute(
  connection: DuckDBConnection,
  sourceId: number,
  minute: number,
): Promise<void> {
  await connection.run(`INSERT INTO detections
    SELECT source_id, frame + ${minute * framesPerMinute},
      timestamp_us + ${minute * 60_000_000}, * EXCLUDE (source_id, frame, timestamp_us)
    FROM detections WHERE source_id = ${sourceId} AND frame < ${framesPerMinute}`)
}
