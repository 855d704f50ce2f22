/** Every tracked frame of a source and whether somebody is in it, with the time of the next one. */
const momentsSql = (sourceId: number): string => `
  SELECT *, row_number() OVER (ORDER BY frame) AS step,
    lead(us) OVER (ORDER BY frame) AS next_us
  FROM (
    SELECT frame, any_value(timestamp_us) AS us, bool_or(subject IS NOT NULL) AS isFound
    FROM detections WHERE source_id = ${sourceId} GROUP BY frame
  )`

/** How many frames were tracked and how many show somebody, and from when to when. */
export function timelineSql(sourceId: number): string {
  return `SELECT count(*) AS frames, count(*) FILTER (isFound) AS framesFound,
      coalesce(min(us), 0) AS startUs, coalesce(max(us), 0) AS endUs
    FROM (${momentsSql(sourceId)})`
}

/**
 * Runs of frames that show nobody. A frame lasts until the next one, the last one no time: all gaps
 * together are never longer than the source.
 */
export function gapsSql(sourceId: number): string {
  return `SELECT min(frame) AS firstFrame, max(frame) AS lastFrame,
      min(us) AS startUs, max(coalesce(next_us, us)) AS endUs
    FROM (
      SELECT *, step - row_number() OVER (ORDER BY step) AS run
      FROM (${momentsSql(sourceId)}) WHERE NOT isFound
    ) GROUP BY run ORDER BY startUs`
}
