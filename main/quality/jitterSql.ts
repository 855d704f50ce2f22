import type { Period } from './lookedTable'

/** Below ten tracked frames a second, movement and trembling cannot be told apart. */
const longestStepUs = 100_000

/** The median distance of a point from the middle of a round Gaussian, in standard deviations. */
const medianDistance = 'sqrt(2 * ln(2))'

/**
 * How much the steady landmarks of each part of each subject tremble, second by second: the standard
 * deviation of their noise along an axis, in parts of the part's size.
 *
 * Four successive places p0 to p3 tell of noise by how much p1 lies beside the line from p0 to p2
 * otherwise than p2 beside that from p1 to p3. Movement at an even speed adds nothing to that, and
 * movement of an even acceleration next to nothing. These are the pseudo-residuals of T. Gasser, L. Sroka and C.
 * Jennen-Steinmetz ("Residual variance and residual pattern in nonlinear regression", Biometrika
 * 73, 1986), which allow for uneven times, taken once more as differences as P. Hall, J. W. Kay and
 * D. M. Titterington do ("Asymptotically optimal difference-based estimation of variance in
 * nonparametric regression", Biometrika 77, 1990). The median of a second leaves jumps out.
 */
export function jitterSql({ startUs }: Period): string {
  return `WITH points AS (
      SELECT frame, us, step, subject, part, size, unnest(range(1, steady + 1)) AS point,
        unnest(xs[:steady]) AS x, unnest(ys[:steady]) AS y,
        unnest(coalesce(seen[:steady], list_resize([]::FLOAT[], steady, 1))) AS seen
      FROM looked WHERE part IS NOT NULL
    ),
    fours AS (
      SELECT *, ${['us', 'step', 'x', 'y'].map(threeBefore).join(', ')}
      FROM points WHERE seen >= 0.5 OR seen IS NULL
      WINDOW track AS (PARTITION BY subject, part, point ORDER BY step)
    ),
    weighted AS (
      SELECT *, (us2 - us1) / (us2 - us0) AS a, (us - us2) / (us - us1) AS b
      FROM fours
      WHERE step - step0 = 3 AND us >= ${startUs} AND us > us2 AND us2 > us1 AND us1 > us0
        AND greatest(us1 - us0, us2 - us1, us - us2) <= ${longestStepUs}
    ),
    residuals AS (
      SELECT frame, us, subject, part,
        sqrt((pow(${residual('x')}, 2) + pow(${residual('y')}, 2))
          / (a * a + pow(1 + b, 2) + pow(2 - a, 2) + pow(1 - b, 2))) / size AS residual
      FROM weighted
    )
    SELECT part, min(frame) AS firstFrame, max(frame) AS lastFrame,
      min(us) AS startUs, max(us) AS endUs,
      count(*) AS values, median(residual) / ${medianDistance} AS jitter
    FROM residuals GROUP BY subject, part, us // 1000000
    ORDER BY startUs, subject, part`
}

function threeBefore(column: string): string {
  return [0, 1, 2]
    .map((age) => `lag(${column}, ${3 - age}) OVER track AS ${column}${age}`)
    .join(', ')
}

function residual(axis: 'x' | 'y'): string {
  return `a * ${axis}0 - (1 + b) * ${axis}1 + (2 - a) * ${axis}2 - (1 - b) * ${axis}`
}
