import type { FormatMeaning } from '../formatMeaning'
import type { TrackedVideo } from '../trackedVideo'
import { jointAngles } from './jointAngles'
import { placesOf } from './places'
import { subjectMotion } from './spaceMarkers'
import { trueTimes } from './spaceMeanings'

/**
 * One subject's joint angles as a motion file of OpenSim, as it is described at
 * https://opensimconfluence.atlassian.net/wiki/spaces/OpenSim/pages/53089415 (Motion (.mot) Files):
 * a header, then time and the coordinates, here in degrees. Unknown angles are NaN, and times are
 * the true ones of the frames.
 */
export async function* motFile(video: TrackedVideo, subject: number): AsyncGenerator<string> {
  yield header(video.timesS.length)
  const places = placesOf(video.task)
  let index = 0
  for await (const positions of subjectMotion(video, subject)) {
    const at = places(positions)
    const cells = jointAngles.map(({ degrees }) => angleText(degrees(at)))
    yield `${video.timesS[index]!.toFixed(6)}\t${cells.join('\t')}\n`
    index += 1
  }
}

function header(rows: number): string {
  const names = ['time', ...jointAngles.map(({ coordinate }) => coordinate)]
  return [
    'Coordinates',
    'version=1',
    `nRows=${rows}`,
    `nColumns=${names.length}`,
    'inDegrees=yes',
    '',
    'Included angles between landmarks, not inverse kinematics.',
    'endheader',
    `${names.join('\t')}\n`,
  ].join('\n')
}

function angleText(degrees: number): string {
  return Number.isNaN(degrees) ? 'NaN' : degrees.toFixed(4)
}

export function motMeaning(): FormatMeaning {
  return {
    standard:
      'MOT of OpenSim: https://opensimconfluence.atlassian.net/wiki/spaces/OpenSim/pages/53089415',
    units: 'Degrees and seconds',
    axes: 'None: angles between landmarks in space, which do not depend on where the camera is.',
    frames: trueTimes,
    missing: 'NaN, never 0',
    notes: [
      'Included angles between landmarks, under the names of the coordinates of OpenSim’s models ' +
        '(Rajagopal 2015), not the result of inverse kinematics: for that, take the TRC.',
      'They have no sign: a hip bent forward and one bent backward have the same angle, and hips ' +
        'and shoulders lifted to the side count as bent. Twist is not known.',
    ],
    columns: [
      {
        column: 'time',
        meaning: 'Presentation time from the start of the source',
        unit: 'seconds',
      },
      ...jointAngles.map(({ coordinate, meaning }) => ({
        ...{ column: coordinate, meaning, unit: 'degrees' },
      })),
    ],
  }
}
