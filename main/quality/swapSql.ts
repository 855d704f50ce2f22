import { keepLostUs } from '../../common/subjects'
import { bothSides, landmarksOf, limbs } from './keyLandmarks'
import type { Period } from './lookedTable'

/** Over longer steps people are anywhere. */
const longestStepUs = 250_000
/** How far both must have jumped, in sizes, if nobody has changed places. */
const leastJump = 0.2
/** What is left of that if they have. */
const mostLeft = 0.4

/**
 * Frames in which left and right, or two subjects, seem to have changed places since the tracked
 * frame before.
 */
export function swapSql({ startUs }: Period): string {
  return `WITH pairs AS (FROM (${limbPairs}) UNION ALL FROM (${subjectPairs})
        UNION ALL FROM (${handPairs}))
    SELECT DISTINCT frame AS firstFrame, frame AS lastFrame, us AS startUs, us AS endUs FROM (
      FROM (${exchangedPairs}) UNION ALL FROM (${otherLabels}) UNION ALL FROM (${otherHands})
    ) WHERE us >= ${startUs} ORDER BY firstFrame`
}

const centre = 'list_avg(xs[:steady]) AS x, list_avg(ys[:steady]) AS y'

/** The sides of a body, limb b_y limb; what the model only guesses is left out. */
const limbPairs = Object.entries(limbs)
  .flatMap(([limb, names]) => names.map((name) => limbPair(limb, name)))
  .join(' UNION ALL ')

function limbPair(limb: string, name: string): string {
  const [left, right] = bothSides(name).map((side) => landmarksOf('pose').indexOf(side) + 1)
  return `SELECT frame, us, step, concat(subject, ' ${limb}') AS pairing, '${name}' AS pair, size,
      xs[${left}] AS a_x, ys[${left}] AS a_y, xs[${right}] AS b_x, ys[${right}] AS b_y
    FROM looked WHERE part = 'pose' AND seen[${left}] >= 0.5 AND seen[${right}] >= 0.5`
}

/** Any two subjects of a frame. */
const subjectPairs = `
  WITH centres AS (SELECT *, ${centre} FROM looked)
  SELECT a.frame, a.us, a.step, concat(a.subject, ' and ', b.subject) AS pairing, '' AS pair,
    (a.size + b.size) / 2 AS size, a.x AS a_x, a.y AS a_y, b.x AS b_x, b.y AS b_y
  FROM centres a JOIN centres b ON a.step = b.step AND a.part = b.part AND a.subject < b.subject`

/** The two hands of a whole person. */
const handPairs = `
  WITH centres AS (SELECT *, ${centre} FROM looked)
  SELECT a.frame, a.us, a.step, concat(a.subject, ' hands') AS pairing, '' AS pair,
    (a.size + b.size) / 2 AS size, a.x AS a_x, a.y AS a_y, b.x AS b_x, b.y AS b_y
  FROM centres a JOIN centres b ON a.step = b.step AND a.subject = b.subject
    AND a.part = 'left_hand' AND b.part = 'right_hand'`

/**
 * Pairs that lie far better where the other one was. Each may have stayed where it was or gone on as
 * it moved, so that hands and legs which pass each other are no exchange.
 */
const exchangedPairs = `
  WITH before AS (
    SELECT *, ${['us', 'step', 'a_x', 'a_y', 'b_x', 'b_y'].map(twoBefore).join(', ')}
    FROM pairs WINDOW track AS (PARTITION BY pairing, pair ORDER BY step)
  ),
  expected AS (
    SELECT *, ${['a_x', 'a_y', 'b_x', 'b_y'].map(onward).join(', ')}
    FROM before WHERE step - step1 = 1 AND us - us1 <= ${longestStepUs}
  ),
  jumps AS (
    SELECT frame, us, ${leastJumpTo('a', 'b')} AS kept, ${leastJumpTo('b', 'a')} AS exchanged
    FROM expected GROUP BY pairing, frame, us
  )
  SELECT frame, us FROM jumps WHERE kept >= ${leastJump} AND exchanged < ${mostLeft} * kept`

function twoBefore(column: string): string {
  return [1, 2].map((age) => `lag(${column}, ${age}) OVER track AS ${column}${age}`).join(', ')
}

/** Where something is that goes on as in the step before; where it was, if that is unknown. */
function onward(axis: string): string {
  return `CASE WHEN step - step2 = 2 THEN 2 * ${axis}1 - ${axis}2 ELSE ${axis}1 END AS ${axis}_onward`
}

/** How far, in sizes, the two of a pair have come from where these two were expected. */
function leastJumpTo(first: string, second: string): string {
  const jumps = ['1', '_onward'].map(
    (when) => `avg((${way('a', first, when)} + ${way('b', second, when)}) / 2 / size)`,
  )
  return `least(${jumps.join(', ')})`
}

function way(now: string, before: string, when: string): string {
  return `sqrt(pow(${now}_x - ${before}_x${when}, 2) + pow(${now}_y - ${before}_y${when}, 2))`
}

/** A hand of the same subject with another label than where it was seen last. */
const otherLabels = `
  SELECT frame, us FROM (
    SELECT frame, us, handedness, lag(handedness) OVER track AS label1, lag(us) OVER track AS us1
    FROM looked WHERE part = 'hand' WINDOW track AS (PARTITION BY subject ORDER BY step)
  ) WHERE handedness <> label1 AND us - us1 <= ${keepLostUs}`

/** The only hand of a whole person that was seen, now as the other one in the same place. */
const otherHands = `
  WITH single AS (
    SELECT subject, frame, us, step, any_value(part) AS part, any_value(size) AS size,
      any_value(list_avg(xs[:steady])) AS x, any_value(list_avg(ys[:steady])) AS y
    FROM looked WHERE part IN ('left_hand', 'right_hand')
    GROUP BY subject, frame, us, step HAVING count(*) = 1
  )
  SELECT now.frame, now.us FROM single now JOIN single before
    ON now.subject = before.subject AND now.step = before.step + 1 AND now.part <> before.part
  WHERE now.us - before.us <= ${longestStepUs}
    AND sqrt(pow(now.x - before.x, 2) + pow(now.y - before.y, 2)) < 0.5 * now.size`
