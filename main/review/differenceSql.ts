/**
 * How far apart two results of the same file lie in each frame that both have found somebody in: see
 * `differenceCurveSchema`.
 *
 * @param heightInWidths of the picture.
 */
export function differenceSql(sourceId: number, otherId: number, heightInWidths: number): string {
  return `WITH
    one AS (SELECT frame, subject, part, x, y FROM detections
      WHERE source_id = ${sourceId} AND part IS NOT NULL),
    other AS (SELECT frame, part, x AS other_x, y AS other_y FROM detections
      WHERE source_id = ${otherId} AND part IS NOT NULL),
    pairs AS (
      SELECT frame, subject, part, min(list_avg(list_transform(range(1, len(x) + 1), lambda i:
        sqrt(pow(x[i] - other_x[i], 2) + pow((y[i] - other_y[i]) * ${heightInWidths}, 2))
      ))) AS distance
      FROM one JOIN other USING (frame, part) GROUP BY ALL
    )
    SELECT frame, avg(distance) FROM pairs GROUP BY frame ORDER BY frame`
}
