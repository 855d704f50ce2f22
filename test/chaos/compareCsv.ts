import { readFileSync } from 'node:fs'

export interface CsvComparison {
  readonly isEqual: boolean
  readonly bytes: number
  readonly lines: number
  /** Where a CSV that is not equal departs from the expected one. */
  readonly firstDifference: Difference | null
}

export interface Difference {
  readonly line: number
  readonly expected: string | undefined
  readonly found: string | undefined
}

export function compareCsv(expectedPath: string, foundPath: string): CsvComparison {
  const [expected, found] = [readFileSync(expectedPath), readFileSync(foundPath)]
  const isEqual = expected.equals(found)
  const lines = found.toString().split('\n')
  return {
    ...{ isEqual, bytes: found.length, lines: lines.length },
    firstDifference: isEqual ? null : findDifference(expected.toString().split('\n'), lines),
  }
}

function findDifference(expected: readonly string[], found: readonly string[]): Difference {
  const same = expected.findIndex((line, index) => line !== found[index])
  const index = same === -1 ? expected.length : same
  return { line: index + 1, expected: expected[index], found: found[index] }
}
