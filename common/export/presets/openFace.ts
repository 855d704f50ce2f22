import {
  landmarkFields,
  landmarkStride,
  type FrameLandmarks,
  type PackedPart,
} from '../../landmarks'
import type { FormatMeaning } from '../formatMeaning'
import type { FormatNeeds, TrackedVideo } from '../trackedVideo'
import { points68 } from './points68'
import { pictureAxes, pixelText } from './pixels'

export function openFaceNeeds(): FormatNeeds {
  return { parts: ['face'], fields: ['x', 'y'] }
}

/** OpenFace writes a space after each comma, so that its names begin with one for many readers. */
const separator = ', '

/**
 * A video's faces under the names of OpenFace's table (FeatureExtraction):
 * https://github.com/TadasBaltrusaitis/OpenFace/wiki/Output-Format. It has the columns that these
 * landmarks can fill: frame from 1, face_id, timestamp, confidence, success, all x, all y in pixels.
 * A frame without a face has a row with success 0.
 */
export async function* openFaceFile(video: TrackedVideo): AsyncGenerator<string> {
  yield `${columnNames().join(separator)}\n`
  let index = 0
  for await (const frame of video.frames()) {
    const timeS = video.timesS[index]!
    yield rowsOf(video, frame, timeS)
    index += 1
  }
}

function columnNames(): readonly string[] {
  const pointNames = (axis: string): string[] => points68.map((_, index) => `${axis}_${index}`)
  const facts = ['frame', 'face_id', 'timestamp', 'confidence', 'success']
  return [...facts, ...pointNames('x'), ...pointNames('y')]
}

function rowsOf(video: TrackedVideo, { frame, parts }: FrameLandmarks, timeS: number): string {
  const start = [String(frame + 1)]
  const time = timeS.toFixed(6)
  if (parts.length === 0) {
    const unknown = points68.flatMap(() => ['', ''])
    return `${[...start, '0', time, '', '0', ...unknown].join(separator)}\n`
  }
  return parts
    .map((face) => {
      const pixels = [...pixelsOf(face, 'x', video.widthPx), ...pixelsOf(face, 'y', video.heightPx)]
      return [...start, String(face.subject), time, '', '1', ...pixels.map(pixelText)]
    })
    .map((cells) => `${cells.join(separator)}\n`)
    .join('')
}

function pixelsOf({ points }: PackedPart, field: 'x' | 'y', sizePx: number): number[] {
  const offset = landmarkFields.indexOf(field)
  return points68.map((landmarks) => {
    const values = landmarks.map((index) => points[index * landmarkStride + offset]!)
    return (values.reduce((sum, value) => sum + value, 0) / values.length) * sizePx
  })
}

export function openFaceMeaning(): FormatMeaning {
  return {
    standard:
      'The CSV of OpenFace 2: https://github.com/TadasBaltrusaitis/OpenFace/wiki/Output-Format',
    units: 'Pixels of the source, and seconds',
    axes: pictureAxes,
    frames: 'Every tracked frame; frame is its index in the source, counted from 1.',
    missing: 'success 0 and empty cells, where OpenFace has 0; a confidence is not known',
    notes: [
      'The 68 points are taken from the 478 of MediaPipe by the table of Peizhi Yan (2024, MIT, ' +
        'https://github.com/PeizhiYan/Mediapipe_2_Dlib_Landmarks): near to those of OpenFace, not ' +
        'the same, above all along the jaw.',
      'Gaze, head pose, 3D points and action units are not told by these landmarks: their columns ' +
        'are left out.',
    ],
    columns: [
      { column: 'frame', meaning: 'Index of the frame in its source, from 1', unit: null },
      {
        column: 'face_id',
        meaning: 'Who it is, from 0; 0 too in a frame without a face',
        unit: null,
      },
      { column: 'timestamp', meaning: 'Presentation time from the start', unit: 'seconds' },
      { column: 'confidence', meaning: 'Empty: MediaPipe tells none', unit: null },
      { column: 'success', meaning: '1 where a face was found, else 0', unit: null },
      {
        column: 'x_<0 to 67>, y_<0 to 67>',
        meaning: 'The 68 points of iBUG and dlib',
        unit: 'pixels',
      },
    ],
  }
}
