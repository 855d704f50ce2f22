import type { FrameLandmarks } from '../../../common/landmarks'
import { partsOfTask } from '../../../common/export/parts'
import { Library } from '../../../main/library/library'
import { done, newBatch, samplePart, waitingJob } from './libraryRecords'

// A process of its own, for tests that kill it: stores a batch of two videos, finishes the first,
// and appends to the second until it is ended. It says on stdout how far it is.
const [, , path = ''] = process.argv
const library = await Library.open(path)
const [first, second] = library.reserveSourceIds(2) as [number, number]
const batchId = await library.createBatch(newBatch('holistic'))
await library.addSources(batchId, [waitingJob(first, 'a.mp4'), waitingJob(second, 'b.mp4')])

const parts = partsOfTask.holistic.map((part) => samplePart(part))
const frames: readonly FrameLandmarks[] = Array.from({ length: 10 }, (_, frame) => ({
  ...{ frame, timestampUs: frame * 1000, parts },
}))
library.appendFrames(first, frames)
await library.finishSource(first, done(frames))
for (let start = 0; ; start += frames.length) {
  library.appendFrames(
    second,
    frames.map((each) => ({ ...each, frame: start + each.frame })),
  )
  process.stdout.write(`${start}\n`)
  await new Promise((resolve) => setTimeout(resolve, 5))
}
