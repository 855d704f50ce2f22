import type { FrameLandmarks } from '../../../common/landmarks'
import type { Quality } from '../../../common/quality'
import type { Task } from '../../../common/tasks'
import { Library } from '../../../main/library/library'
import { readVideoQuality } from '../../../main/quality/readVideoQuality'
import { storeDone } from '../library/libraryRecords'

/** The quality of a video with these frames, by way of a real library. */
export async function qualityOf(task: Task, frames: readonly FrameLandmarks[]): Promise<Quality> {
  await using library = await Library.openInMemory()
  const [id] = await storeDone(library, task, { 'a.mp4': frames })
  const connection = await library.connect()
  try {
    const restless = () => Promise.resolve()
    return await readVideoQuality(connection, { id: id!, framesDropped: null }, restless)
  } finally {
    connection.closeSync()
  }
}

/** The frames in which two have changed places. */
export async function swapsIn(task: Task, frames: readonly FrameLandmarks[]) {
  const { swaps, flaws } = await qualityOf(task, frames)
  const found = flaws.filter(({ kind }) => kind === 'swap')
  return { swaps, at: found.map(({ firstFrame }) => firstFrame).sort((a, b) => a - b) }
}
