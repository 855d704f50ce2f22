import {
  landmarkFields,
  landmarkStride,
  type FrameLandmarks,
  type PackedPart,
} from '../../landmarks'
import type { Task } from '../../tasks'
import type { FormatMeaning } from '../formatMeaning'
import { landmarksOfPart, namesOfParts } from '../partNames'
import { partsOfTask } from '../parts'
import type { FormatNeeds, TrackedVideo } from '../trackedVideo'
import { pictureAxes, pixelText } from './pixels'

/** What DeepLabCut calls whoever has placed the points; it also ends the file's name. */
export const scorer = 'LandmarkStudio'

export function deepLabCutNeeds(task: Task): FormatNeeds {
  return { parts: partsOfTask[task], fields: ['x', 'y', 'visibility'] }
}

/**
 * A video's landmarks as DeepLabCut writes its results (`<video><scorer>.csv`): three rows of
 * header, scorer, bodyparts and coords, and a fourth one, individuals, where there are several
 * subjects, as in its projects of several animals:
 * https://deeplabcut.github.io/DeepLabCut/docs/standardDeepLabCut_UserGuide.html
 */
export async function* deepLabCutFile(video: TrackedVideo): AsyncGenerator<string> {
  const subjects = video.subjects.length === 0 ? [0] : video.subjects
  yield header(video.task, subjects)
  for await (const frame of video.frames()) {
    const cells = subjects.flatMap((subject) => subjectCells(video, frame, subject))
    yield `${frame.frame},${cells.join(',')}\n`
  }
}

const coordinates = ['x', 'y', 'likelihood']

function header(task: Task, subjects: readonly number[]): string {
  const names = namesOfParts(partsOfTask[task])
  const points = subjects.flatMap((subject) =>
    names.flatMap((name) => coordinates.map((coordinate) => ({ subject, name, coordinate }))),
  )
  const rows = [
    ['scorer', ...points.map(() => scorer)],
    ['individuals', ...points.map(({ subject }) => `subject_${subject}`)],
    ['bodyparts', ...points.map(({ name }) => name)],
    ['coords', ...points.map(({ coordinate }) => coordinate)],
  ]
  const used = subjects.length > 1 ? rows : rows.filter(([title]) => title !== 'individuals')
  return used.map((cells) => `${cells.join(',')}\n`).join('')
}

function subjectCells(
  { task, widthPx, heightPx }: TrackedVideo,
  { parts }: FrameLandmarks,
  subject: number,
): string[] {
  return partsOfTask[task].flatMap((name) => {
    const part = parts.find((part) => part.part === name && part.subject === subject)
    return landmarksOfPart(name).flatMap((_, index) => {
      if (part === undefined) return ['', '', '']
      const x = numberAt(part, index, 'x') * widthPx
      const y = numberAt(part, index, 'y') * heightPx
      return [pixelText(x), pixelText(y), likelihoodText(numberAt(part, index, 'visibility'))]
    })
  })
}

function numberAt(
  { points }: PackedPart,
  index: number,
  field: (typeof landmarkFields)[number],
): number {
  return points[index * landmarkStride + landmarkFields.indexOf(field)]!
}

function likelihoodText(value: number): string {
  return Number.isNaN(value) ? '' : value.toFixed(4)
}

export function deepLabCutMeaning(task: Task): FormatMeaning {
  return {
    standard:
      'The CSV of DeepLabCut: ' +
      'https://deeplabcut.github.io/DeepLabCut/docs/standardDeepLabCut_UserGuide.html',
    units: 'Pixels of the source',
    axes: pictureAxes,
    frames: 'Every tracked frame, under its index in the source, from 0.',
    missing: 'Empty cells, never 0',
    notes: [
      'The likelihood of a body is its visibility. Of hands and faces MediaPipe tells none: it is ' +
        'empty, and a filter by likelihood would drop them.',
      'Where there are several subjects, a fourth row of header, individuals, tells them apart.',
    ],
    columns: [
      { column: '(first)', meaning: 'Index of the frame in its source', unit: null },
      ...namesOfParts(partsOfTask[task]).map((column) => ({
        ...{ column, unit: 'pixels, pixels, 0 to 1' },
        meaning: 'x, y and likelihood of the landmark of that name',
      })),
    ],
  }
}
