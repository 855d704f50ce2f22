import type { PartName } from '../../common/landmarks'
import { leastConfidence } from '../../common/review'
import { landmarksOf, listIndex } from './keyLandmarks'
import type { Period } from './lookedTable'

/**
 * Makes the table `confidences`: how sure each frame is, which is the mean visibility of the body's
 * main landmarks, of the body that is seen worst. Those outside of the picture do not count: that they
 * are not seen is no doubt about the others.
 */
export const confidencesTableSql = `CREATE OR REPLACE TEMP TABLE confidences AS
  WITH bodies AS (
    SELECT source_id, frame, us, step, list_avg(list_filter(seen, lambda visibility, index:
      xs[index] BETWEEN 0 AND aspect AND ys[index] BETWEEN 0 AND 1)) AS confidence
    FROM looked WHERE part = 'pose'
  )
  SELECT source_id, frame, us, step, min(confidence) AS confidence
  FROM bodies WHERE confidence IS NOT NULL GROUP BY ALL`

/** The least sure frame of a period. */
export function lowestConfidenceSql({ startUs }: Period): string {
  return `SELECT min(confidence) AS lowest FROM confidences WHERE us >= ${startUs}`
}

/** The runs of frames that are not sure, and how much they lack on average, 0 to 1. */
export function unsureRunsSql({ startUs }: Period): string {
  return `SELECT min(frame) AS firstFrame, max(frame) AS lastFrame,
      min(us) AS startUs, max(us) AS endUs, 1 - avg(confidence) AS lack
    FROM (
      SELECT *, step - row_number() OVER (ORDER BY step) AS run
      FROM confidences WHERE confidence < ${leastConfidence} AND us >= ${startUs}
    ) GROUP BY run ORDER BY startUs`
}

/** Of each photo, whether somebody is in it and how sure that is. */
export const photosSql = `SELECT looked.source_id AS id, bool_or(part IS NOT NULL) AS isFound,
    min(confidence) AS confidence
  FROM looked LEFT JOIN confidences ON looked.source_id = confidences.source_id
  GROUP BY looked.source_id`

/** How sure each frame of a source is, in order: as `confidences`, and for hands the score of a side. */
export function frameConfidencesSql(sourceId: number): string {
  return `SELECT frame,
      min(CASE part WHEN 'pose' THEN ${visibilitySql('pose')} WHEN 'hand' THEN score END) AS confidence
    FROM detections WHERE source_id = ${sourceId} GROUP BY frame ORDER BY frame`
}

function visibilitySql(part: PartName): string {
  const inPicture = landmarksOf(part).map((name) => {
    const index = listIndex(part, name)
    return `CASE WHEN x[${index}] BETWEEN 0 AND 1 AND y[${index}] BETWEEN 0 AND 1
      THEN visibility[${index}] END`
  })
  return `list_avg([${inPicture.join(', ')}])`
}
