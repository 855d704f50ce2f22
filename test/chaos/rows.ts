import { formatDuration } from '../../common/formatDuration'
import { judged, told, type Row } from '../bench/verdicts'
import type { ChaosReport } from './chaos'
import type { Kill } from './kills'

/** Lines of the printed table, its head first. */
export function rowsOf({ load, seconds, kills, setAside, csv, progress }: ChaosReport): Row[] {
  const done = progress.at(-1)?.done ?? 0
  const inVideo = kills.filter(({ isInVideo }) => isInVideo).length
  const made = (what: Kill['what']): number => kills.filter((kill) => kill.what === what).length
  const killsRow = (what: Kill['what'], asked: number): Row =>
    judged(`${what}s killed`, `${made(what)}`, `${asked}`, made(what) === asked)
  return [
    [`${load.task}, seed ${load.seed}`, 'measured', 'target', ''],
    judged('files done', `${done}`, `${load.files}`, done === load.files),
    killsRow('worker', load.workerKills),
    killsRow('app', load.appKills),
    told('kills while a long video was in work', `${inVideo}`),
    told('files set aside and retried', `${setAside}`),
    told('time', formatDuration(seconds * 1000)),
    judged(
      'CSV, byte for byte',
      csv.isEqual ? `equal, ${csv.lines} lines, ${csv.bytes} bytes` : differenceText(csv),
      'equal',
      csv.isEqual,
    ),
  ]
}

function differenceText({ firstDifference }: ChaosReport['csv']): string {
  return `differs from line ${firstDifference?.line ?? NaN}`
}
