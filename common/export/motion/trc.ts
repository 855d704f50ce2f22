import type { Task } from '../../tasks'
import type { FormatMeaning } from '../formatMeaning'
import type { TrackedVideo } from '../trackedVideo'
import { frameRate } from './frameRate'
import { markerNames, subjectMotion } from './spaceMarkers'
import { spaceAxes, spaceNotes, trueTimes } from './spaceMeanings'

const mmPerM = 1000

/**
 * One subject's markers as a TRC file (track row column, Motion Analysis), as OpenSim describes it:
 * https://opensimconfluence.atlassian.net/wiki/spaces/OpenSim/pages/53089972 (Marker (.trc) Files).
 * Three lines of header, two of column labels, an empty one, a line for each frame. Millimetres,
 * y up as in OpenSim. An unknown marker has empty cells. Times are the true ones of the frames:
 * nothing is resampled, and DataRate is only the usual rate.
 */
export async function* trcFile(
  video: TrackedVideo,
  subject: number,
  fileName: string,
): AsyncGenerator<string> {
  yield header(video, fileName)
  let index = 0
  for await (const positions of subjectMotion(video, subject)) {
    const cells = Array.from(positions, (metres) =>
      Number.isNaN(metres) ? '' : (metres * mmPerM).toFixed(3),
    )
    yield `${index + 1}\t${video.timesS[index]!.toFixed(6)}\t${cells.join('\t')}\n`
    index += 1
  }
}

function header({ task, timesS }: TrackedVideo, fileName: string): string {
  const markers = markerNames(task)
  const rate = frameRate(timesS)
  const facts = [rate, rate, timesS.length, markers.length, 'mm', rate, 1, timesS.length]
  const axes = markers.flatMap((_, index) => ['X', 'Y', 'Z'].map((axis) => `${axis}${index + 1}`))
  const lines = [
    ['PathFileType', '4', '(X/Y/Z)', fileName],
    ['DataRate', 'CameraRate', 'NumFrames', 'NumMarkers', 'Units'].concat([
      'OrigDataRate',
      'OrigDataStartFrame',
      'OrigNumFrames',
    ]),
    facts,
    ['Frame#', 'Time', ...markers.flatMap((name) => [name, '', ''])],
    ['', '', ...axes],
    [],
  ]
  return lines.map((cells) => `${cells.join('\t')}\n`).join('')
}

export function trcMeaning(task: Task): FormatMeaning {
  return {
    standard:
      'TRC (Motion Analysis) as OpenSim reads it: ' +
      'https://opensimconfluence.atlassian.net/wiki/spaces/OpenSim/pages/53089972',
    units: 'Millimetres and seconds',
    axes: spaceAxes,
    frames: `${trueTimes} Frame# counts the rows from 1, and DataRate is the usual rate.`,
    missing: 'Empty cells, never 0',
    notes: spaceNotes(task),
    columns: [
      { column: 'Frame#', meaning: 'Number of the row, from 1', unit: null },
      {
        column: 'Time',
        meaning: 'Presentation time from the start of the source',
        unit: 'seconds',
      },
      ...markerNames(task).map((column) => ({
        ...{ column, unit: 'millimetres' },
        meaning: 'X, Y and Z of the landmark of that name',
      })),
    ],
  }
}
