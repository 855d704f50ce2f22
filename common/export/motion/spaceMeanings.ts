import type { Task } from '../../tasks'

/** What `subjectMotion` has done to the landmarks. */
export const spaceAxes =
  'Right-handed: x to the right of the picture, y up, z to the camera. MediaPipe has y down and z ' +
  'away from the camera: both were turned, so left stays left.'

export const trueTimes =
  'Every tracked frame at its own time, counted from the start of the source; nothing is resampled.'

export const constantRate =
  'At a constant rate, that of the median interval, as the format demands, from the first tracked ' +
  'frame on. A frame within a tenth of an interval of its moment is taken as it is, others are ' +
  'interpolated linearly between frames that are at most 3.5 intervals apart.'

/** Where the landmarks of a task are, and what is not known of that. */
export function spaceNotes(task: Task): readonly string[] {
  if (task === 'hands') {
    return [
      'The origin is the middle of the hand in every frame: how the hand moves through the room ' +
        'is not known. Every hand is a subject of its own.',
    ]
  }
  const body =
    'The origin is the middle of the hips in every frame: how the person moves through the room, ' +
    'or up and down, is not known.'
  const hands =
    'Hands are tracked with an origin of their own; here they are moved so that their wrists meet ' +
    'those of the body.'
  return task === 'holistic' ? [body, hands] : [body]
}
