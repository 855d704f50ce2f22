import { partsOfTask, partTables } from '../../common/export/parts'
import type { FrameLandmarks, PackedPart } from '../../common/landmarks'
import type { Task } from '../../common/tasks'

/** The largest number that the library holds for a frame or a subject. */
const maxIndex = 2 ** 32 - 1

/** Watches that the frames of a recording come in order, and are of its task. */
export class FrameOrder {
  readonly #task: Task
  #last: Pick<FrameLandmarks, 'frame' | 'timestampUs'> = { frame: -1, timestampUs: -1 }

  constructor(task: Task) {
    this.#task = task
  }

  /** Throws if one of these frames cannot follow those before it. */
  check(frames: readonly FrameLandmarks[]): void {
    for (const { frame, timestampUs, parts } of frames) {
      const isLater = frame > this.#last.frame && timestampUs > this.#last.timestampUs
      if (!isLater || frame > maxIndex) {
        const { frame: last, timestampUs: lastUs } = this.#last
        throw new Error(
          `Frame ${frame} at ${timestampUs} us cannot follow frame ${last} at ${lastUs} us.`,
        )
      }
      for (const part of parts) this.#checkPart(part)
      this.#last = { frame, timestampUs }
    }
  }

  #checkPart({ part, topology, subject }: PackedPart): void {
    const isOfTask = partsOfTask[this.#task].includes(part)
    if (!isOfTask || partTables[part].topology !== topology || subject > maxIndex) {
      throw new Error(`A recording of ${this.#task} has no part ${part} (${topology}, ${subject}).`)
    }
  }
}
