import { formatDuration } from '../../common/formatDuration'
import { judged, megabytes, percent, told, type Row } from '../bench/verdicts'
import type { Endurance } from './endurance'

/** What a part of the soak came to; `processIdsLeft` of the part that ends workers. */
export interface Part {
  readonly name: string
  readonly asked: number
  readonly unit: 'images' | 'cycles'
  readonly endurance: Endurance
  readonly processIdsLeft: readonly number[]
}

const mostGrowth = 0.05
const mostSlowdown = 0.1

/** Lines of the printed table, its head first. */
export function rowsOf(parts: readonly Part[]): Row[] {
  return [['', 'measured', 'target', ''], ...parts.flatMap(rowsOfPart)]
}

function rowsOfPart({ name, asked, unit, endurance, processIdsLeft }: Part): Row[] {
  const { images, unanswered, seconds, settledAfter } = endurance
  const { earlyBytes, lateBytes, growth, firstP95Ms, lastP95Ms, slowdown } = endurance
  return [
    judged(
      `${name}: ${unit} answered`,
      `${images - unanswered} of ${images}`,
      Number.isFinite(asked) ? `all of ${asked}` : 'all',
      unanswered === 0 && (images === asked || !Number.isFinite(asked)),
    ),
    told(`${name}: time`, formatDuration(seconds * 1000)),
    judged(
      `${name}: memory after ${settledAfter} ${unit}, at the end`,
      `${megabytes(earlyBytes)} to ${megabytes(lateBytes)} MB, ${percent(growth)}`,
      '< 5 %',
      growth < mostGrowth,
    ),
    judged(
      `${name}: p95 of the first sixth, of the last`,
      `${firstP95Ms.toFixed(0)} to ${lastP95Ms.toFixed(0)} ms, ${percent(slowdown)}`,
      '<= +10 %',
      slowdown <= mostSlowdown,
    ),
    ...(unit === 'cycles'
      ? [
          judged(
            `${name}: processes left`,
            `${processIdsLeft.length}`,
            '0',
            processIdsLeft.length === 0,
          ),
        ]
      : []),
  ]
}
