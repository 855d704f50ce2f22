import type { CsvShape } from '../../../common/export/options'
import type { Task } from '../../../common/tasks'

export const shapeTitles: Readonly<Record<CsvShape, string>> = {
  long: 'Long',
  wide: 'Wide',
}

/** One sentence each: what a row is and who likes it so. */
export const shapeSentences: Readonly<Record<CsvShape, string>> = {
  long: 'One row for each landmark: best for R, pandas and plots.',
  wide: 'One row for each frame and subject: best for spreadsheets and training data.',
}

const wideColumns: Readonly<Record<Task, string>> = {
  hands: 'handedness,hand_wrist_x,hand_wrist_y,hand_wrist_z,…',
  face: 'face_000_x,face_000_y,face_000_z,face_001_x,…',
  pose: 'pose_nose_x,pose_nose_y,pose_nose_z,…',
  holistic: 'pose_nose_x,…,left_hand_wrist_x,…,face_000_x,…',
}

/** How the header of the file begins. */
export function headerSample(shape: CsvShape, task: Task): string {
  return shape === 'long'
    ? 'source,frame,time_s,subject,detected,part,handedness,landmark,x,y,z,…'
    : `source,frame,time_s,subject,detected,${wideColumns[task]}`
}
