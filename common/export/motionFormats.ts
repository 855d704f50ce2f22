import type { Task } from '../tasks'
import type { MotionFormat } from './formats'
import type { FormatMeaning } from './formatMeaning'
import { bvhFile, bvhMeaning } from './motion/bvh'
import { c3dFile, c3dMeaning } from './motion/c3d'
import { motFile, motMeaning } from './motion/mot'
import { needsInSpace } from './motion/spaceMarkers'
import { trcFile, trcMeaning } from './motion/trc'
import { deepLabCutFile, deepLabCutMeaning, deepLabCutNeeds, scorer } from './presets/deepLabCut'
import { openFaceFile, openFaceMeaning, openFaceNeeds } from './presets/openFace'
import type { FormatNeeds, TrackedVideo } from './trackedVideo'

/** One file of an export. */
export interface MotionFile {
  /** Whose it is; null where it holds everybody. */
  readonly subject: number | null
  /** What follows the name of the video in the file's name, before the ending. */
  readonly suffix: string
  readonly contents: (fileName: string) => AsyncIterable<string | Uint8Array>
}

/** How a format is written that has a file for each video or subject. */
export interface MotionWriter {
  readonly needs: (task: Task) => FormatNeeds
  readonly files: (video: TrackedVideo) => readonly MotionFile[]
  readonly meaning: (task: Task) => FormatMeaning
}

export const motionWriters: Readonly<Record<MotionFormat, MotionWriter>> = {
  deeplabcut: {
    needs: deepLabCutNeeds,
    files: perVideo(deepLabCutFile, scorer),
    meaning: deepLabCutMeaning,
  },
  openface: { needs: openFaceNeeds, files: perVideo(openFaceFile, ''), meaning: openFaceMeaning },
  trc: { needs: needsInSpace, files: perSubject(trcFile), meaning: trcMeaning },
  mot: { needs: needsInSpace, files: perSubject(motFile), meaning: motMeaning },
  c3d: { needs: needsInSpace, files: perSubject(c3dFile), meaning: c3dMeaning },
  bvh: { needs: needsInSpace, files: perSubject(bvhFile), meaning: bvhMeaning },
}

type SubjectContents = (
  video: TrackedVideo,
  subject: number,
  fileName: string,
) => AsyncIterable<string | Uint8Array>

function perSubject(contents: SubjectContents): MotionWriter['files'] {
  return (video) =>
    video.subjects.map((subject) => ({
      subject,
      suffix: `_subject_${subject}`,
      contents: (fileName) => contents(video, subject, fileName),
    }))
}

function perVideo(
  contents: (video: TrackedVideo) => AsyncIterable<string>,
  suffix: string,
): MotionWriter['files'] {
  return (video) => [{ subject: null, suffix, contents: () => contents(video) }]
}
