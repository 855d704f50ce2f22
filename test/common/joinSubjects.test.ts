import { describe, expect, it } from 'vitest'
import { joinSubjects } from '../../common/joinSubjects'
import type { SegmentSubjects, Sighting } from '../../common/segments'

/** A hand of a tenth of the picture at x, seen in the frame at this time. */
function hand(subject: number, x: number, timestampUs: number): Sighting {
  return {
    ...{ timestampUs, subject, part: 'hand' },
    ...{ left: x - 0.05, right: x + 0.05, top: 0.45, bottom: 0.55 },
  }
}

function segment(
  numbers: readonly number[],
  inWarmUp: readonly Sighting[] = [],
  inOverlap: readonly Sighting[] = [],
): SegmentSubjects {
  return { numbers: [...numbers], inWarmUp: [...inWarmUp], inOverlap: [...inOverlap] }
}

function numbersOf(...segments: SegmentSubjects[]): number[][] {
  return joinSubjects(segments, 'hands').map((map) => [...map.values()])
}

describe('subjects of two segments', () => {
  it('are the same where they stand in the same place in the frames that both know', () => {
    const first = segment([0, 1], [], [hand(0, 0.2, 9), hand(1, 0.8, 9)])
    const second = segment([0, 1], [hand(0, 0.81, 9), hand(1, 0.2, 9)])
    expect(numbersOf(first, second)).toEqual([
      [0, 1],
      [1, 0],
    ])
  })

  it('are new where the segment before did not know them', () => {
    const first = segment([0, 1, 2], [], [hand(2, 0.2, 9)])
    const second = segment([0, 1], [hand(0, 0.2, 9), hand(1, 0.8, 9)])
    expect(numbersOf(first, second)[1]).toEqual([2, 3])
  })

  it('are not joined a whole hand away', () => {
    const first = segment([0], [], [hand(0, 0.2, 9)])
    expect(numbersOf(first, segment([0], [hand(0, 0.4, 9)]))[1]).toEqual([1])
  })

  it('are not joined where they are another part', () => {
    const first = segment([0], [], [hand(0, 0.2, 9)])
    const second = segment([0], [{ ...hand(0, 0.2, 9), part: 'face' }])
    expect(numbersOf(first, second)[1]).toEqual([1])
  })

  it('are joined where one lost them shortly before the other found them', () => {
    const first = segment([0], [], [hand(0, 0.2, 9_000_000)])
    const found = (timestampUs: number) => segment([0], [hand(0, 0.22, timestampUs)])
    expect(numbersOf(first, found(9_500_000))[1]).toEqual([0])
    expect(numbersOf(first, found(10_500_000))[1]).toEqual([1])
  })
})

it('a subject keeps its number through all segments, and a number that was used stays used', () => {
  const first = segment([0], [], [hand(0, 0.2, 9)])
  const second = segment([0, 1], [hand(1, 0.2, 9)], [hand(0, 0.5, 19)])
  const third = segment([0, 1], [hand(0, 0.5, 19)])
  expect(numbersOf(first, second, third)).toEqual([[0], [1, 0], [1, 2]])
})

it('a subject that only the warm-up shows takes no number', () => {
  const first = segment([0], [], [hand(0, 0.2, 9)])
  const second = segment([1], [hand(0, 0.8, 9), hand(1, 0.2, 9)])
  expect(numbersOf(first, second)[1]).toEqual([0])
})
