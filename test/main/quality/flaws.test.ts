import { expect, test } from 'vitest'
import { worstFlaws, type Stretch } from '../../../main/quality/flaws'

test('stretches of a kind that lie near each other are one, those of other kinds are not', () => {
  const flaws = worstFlaws([at('gap', 0, 1), at('gap', 1.2, 2), at('jitter', 2, 3, 0.5)])
  expect(flaws).toEqual([flaw('gap', 0, 2), flaw('jitter', 2, 3)])
})

test('the worst come first, and no more than twelve', () => {
  const gaps = Array.from({ length: 20 }, (_, index) => at('gap', index * 10, index * 10 + 1))
  const worst = at('low-confidence', 300, 302)
  const flaws = worstFlaws([...gaps, worst])
  expect(flaws).toHaveLength(12)
  expect(flaws.slice(0, 2)).toEqual([flaw('low-confidence', 300, 302), flaw('gap', 0, 1)])
})

function at(kind: Stretch['kind'], startS: number, endS: number, lostS = endS - startS): Stretch {
  return { ...flaw(kind, startS, endS), lostS }
}

/** A stretch of a video of ten frames a second. */
function flaw(kind: Stretch['kind'], startS: number, endS: number) {
  const [startUs, endUs] = [startS * 1e6, endS * 1e6]
  return { kind, firstFrame: startS * 10, lastFrame: endS * 10, startUs, endUs }
}
