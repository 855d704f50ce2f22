/**
 * How long an edited export of a long recording of a whole person takes, beside one as tracked:
 * `npm run bench:edits -- 108000`. The number is that of the frames, an hour's if none is given.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EditSteps } from '../../common/edits/steps'
import { defaultCsvOptions, landmarkVersions } from '../../common/export/options'
import { partsOfTask } from '../../common/export/parts'
import { exportLandmarks } from '../../main/export/exportFile'
import { Library } from '../../main/library/library'
import { inMb } from '../../main/megabytes'
import { movingPart } from '../common/edits/recordings'
import { done, newBatch, waitingJob } from '../main/library/libraryRecords'
import { observe } from './csvExport'

const steps: EditSteps = [
  { kind: 'fill-gaps', method: 'spline', longestMs: 200 },
  { kind: 'butterworth', cutoffHz: 6, order: 2 },
]

const framesPerRun = 10

const frames = Number(process.argv[2] ?? 108_000)
const folder = await mkdtemp(join(tmpdir(), 'landmark-studio-bench-'))
const library = await Library.open(join(folder, 'library.duckdb'))
try {
  const id = await fill()
  await library.edits.write(id, steps)
  for (const landmarks of landmarkVersions) await measure(id, landmarks)
} finally {
  await library.close()
  await rm(folder, { recursive: true })
}

async function fill(): Promise<number> {
  const [id] = library.reserveSourceIds(1)
  const batchId = await library.createBatch(newBatch('holistic'))
  await library.addSources(batchId, [waitingJob(id!, 'walk.mp4')])
  for (let first = 0; first < frames; first += framesPerRun) {
    const run = Array.from({ length: framesPerRun }, (_, index) => person(first + index))
    library.appendFrames(id!, run)
    // Now and then what was appended is written, so that it does not gather in memory.
    if (first % 1000 === 0) await library.setRunState(batchId, 'running')
    await nextTurn()
  }
  await library.finishSource(id!, done([person(0)]))
  return id!
}

function person(frame: number) {
  const timestampUs = Math.round((frame * 1e6) / 30)
  const parts = partsOfTask.holistic.map((part) =>
    movingPart(part, 0, timestampUs / 1e6, () => Math.random() - 0.5),
  )
  return { frame, timestampUs, parts }
}

async function measure(id: number, landmarks: (typeof landmarkVersions)[number]): Promise<void> {
  const { seconds, lagMs, mostLagMs, peakRssBytes } = await observe(() =>
    exportLandmarks({
      ...{ library, sourceIds: [id], appVersion: '0.0.0' },
      options: { format: 'csv', csv: defaultCsvOptions, landmarks },
      destinationPath: join(folder, 'landmarks.csv'),
    }),
  )
  console.log(
    `${frames} frames as ${landmarks}: ${seconds.toFixed(1)} s, at most ` +
      `${inMb(peakRssBytes)}, event loop late by ${lagMs.toFixed(1)} ms (99 %), ` +
      `${mostLagMs.toFixed(1)} ms at most`,
  )
}
