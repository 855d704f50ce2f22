import type { FrameLandmarks, PackedPart } from '../../../common/landmarks'
import { createSubjectNumbering } from '../../../common/subjects'
import type { Task } from '../../../common/tasks'
import { detectVideo, loadTask, panOver, readPhoto } from '../worker/landmarkers'

const frames = 24
const framesPerSecond = 30

/** What the real model sees in a camera that pans over a photo. */
export async function trackPan(task: Task, photo: number): Promise<FrameLandmarks[]> {
  const landmarker = await loadTask(task, { maxSubjects: 4 })
  const found = await detectVideo(landmarker, panOver(await readPhoto(photo), frames))
  const number = createSubjectNumbering(task)
  return found.map((parts, frame) => {
    const timestampUs = timeOf(frame)
    return { frame, timestampUs, parts: number(parts, timestampUs) }
  })
}

export function timeOf(frame: number): number {
  return Math.round((frame * 1e6) / framesPerSecond)
}

/** From a frame to another one, both included, every part is changed. */
export function changeSpan(
  frames: readonly FrameLandmarks[],
  [first, last]: readonly [number, number],
  change: (part: PackedPart) => PackedPart,
): FrameLandmarks[] {
  return frames.map((frame) =>
    frame.frame < first || frame.frame > last
      ? frame
      : { ...frame, parts: frame.parts.map(change) },
  )
}
