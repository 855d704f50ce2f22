import { partNames, type PartName } from '../../common/landmarks'
import { countSteady, landmarksOf, listIndex, sizeOf } from './keyLandmarks'

/** From one time to another one, which is not part of it, in microseconds. */
export interface Period {
  readonly startUs: number
  readonly endUs: number
}

/** What is loaded from before a period, for those who look back. */
const lookBackUs = 1_000_000

/** Makes the table `looked` of a period of a video and a little before it. */
export function lookAtVideoSql(sourceId: number, { startUs, endUs }: Period): string {
  return lookedTableSql(`source_id = ${sourceId}
    AND timestamp_us >= ${startUs - lookBackUs} AND timestamp_us < ${endUs}`)
}

/** Makes the table `looked` of some photos, of which there is at least one. */
export function lookAtPhotosSql(sourceIds: readonly number[]): string {
  // The range lets DuckDB pass over most of the table.
  return lookedTableSql(`source_id IN (${sourceIds.join(', ')})
    AND source_id BETWEEN ${Math.min(...sourceIds)} AND ${Math.max(...sourceIds)}`)
}

/**
 * What is found in each tracked frame, with the few landmarks that quality is about, in the order of
 * `landmarksOf`: `xs` and `ys` in heights of the picture, `seen` their visibility. The first `steady`
 * of them are the steady ones; `size` is that of the part, `aspect` that of the picture. `step` counts
 * the tracked frames.
 */
function lookedTableSql(condition: string): string {
  return `CREATE OR REPLACE TEMP TABLE looked AS
    SELECT source_id, frame, timestamp_us AS us, dense_rank() OVER (ORDER BY frame) AS step,
      subject, part, handedness, aspect,
      ${list('x', '* aspect')} AS xs, ${list('y')} AS ys, ${list('visibility')} AS seen,
      ${eachPart((part) => String(countSteady(part)))} AS steady,
      ${eachPart(sizeSql)} AS size
    FROM detections
      JOIN (SELECT id, width_px / height_px AS aspect FROM sources) AS source ON id = source_id
    WHERE ${condition}`
}

function list(field: string, factor = ''): string {
  return eachPart((part) => {
    const items = landmarksOf(part).map((name) => `${field}[${listIndex(part, name)}] ${factor}`)
    return `[${items.join(', ')}]`
  })
}

function eachPart(sql: (part: PartName) => string): string {
  return `CASE part ${partNames.map((part) => `WHEN '${part}' THEN ${sql(part)}`).join(' ')} END`
}

function sizeSql(part: PartName): string {
  const lengths = sizeOf(part).map((line) => {
    const [from, to] = line.map((name) => listIndex(part, name))
    return `sqrt(pow((x[${from}] - x[${to}]) * aspect, 2) + pow(y[${from}] - y[${to}], 2))`
  })
  // Never 0, for others divide by it.
  return `greatest(${lengths.join(', ')}, 1e-6)`
}
