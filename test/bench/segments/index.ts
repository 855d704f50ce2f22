import { parseArgs } from 'node:util'
import { tasks, type Task } from '../../../common/tasks'
import { constantRate, makeVideo } from '../../media'
import { tell } from '../../progress'
import { writeReport } from '../../report'
import { table } from '../figures'
import { judged, told, type Row } from '../verdicts'
import { measureAgreement } from './agreement'
import { measureSpeed } from './speed'

// `npm run bench:segments -- [--tasks hands,face] [--task hands] [--minutes 5]`: how near a video
// that was tracked in segments comes to the same one tracked in one piece, for each of `--tasks`,
// and how much faster two workers are with one long video than one is.

const { values } = parseArgs({
  options: {
    /** Whose agreement is measured; none with an empty text. */
    tasks: { type: 'string', default: tasks.join() },
    /** What the long video is tracked for. */
    task: { type: 'string', default: 'hands' },
    /** How long it is; 0 leaves it out. */
    minutes: { type: 'string', default: '5' },
  },
})
const minutes = Number(values.minutes)
const isTask = (name: string): name is Task => (tasks as readonly string[]).includes(name)
const rows: Row[] = []

// MediaPipe's own chatter.
console.error = () => undefined
for (const task of values.tasks.split(',').filter(isTask)) await addAgreement(task)
if (minutes > 0 && isTask(values.task)) await addSpeed(values.task)
const text = table([['', 'measured', 'target', ''], ...rows])
tell(text)
writeReport('segments', { rows })

async function addAgreement(task: Task): Promise<void> {
  const video = await makeVideo({
    ...{ name: 'agreement.mp4', codec: 'avc', photo: 4, widthPx: 640, heightPx: 360 },
    timestampsS: constantRate(360, 10),
    camera: wander,
  })
  const agreement = await measureAgreement(task, video)
  const { frames, boundaries, framesWithOthers, trackedAgain } = agreement
  rows.push(
    told(
      `${task}: landmarks in the second after a boundary, median and largest`,
      `${share(agreement.medianNear)}, ${share(agreement.largestNear)}`,
    ),
    told(
      `${task}: later in a segment`,
      `${share(agreement.medianLater)}, ${share(agreement.largestLater)}`,
    ),
    told(
      `${task}: frames with other parts, segments tracked again`,
      `${framesWithOthers} of ${frames}, ${trackedAgain} of ${boundaries}`,
    ),
  )
}

async function addSpeed(task: Task): Promise<void> {
  const framesPerSecond = 15
  const video = await makeVideo({
    ...{ name: `${minutes}-minutes.mp4`, codec: 'avc', photo: 4, widthPx: 640, heightPx: 360 },
    timestampsS: constantRate(minutes * 60 * framesPerSecond, framesPerSecond),
    camera: (of) => wander(of * 8),
  })
  const { oneWorkerS, twoWorkersS, comparison } = await measureSpeed(task, video)
  const gain = oneWorkerS / twoWorkersS
  rows.push(
    told(`${minutes} minutes, ${task}: one worker`, `${oneWorkerS.toFixed(0)} s`),
    told('two workers', `${twoWorkersS.toFixed(0)} s`),
    judged('gain', `${gain.toFixed(2)} times`, '1.7', gain >= 1.7),
    judged('the same CSV', `${comparison.lines} lines`, 'equal', comparison.isEqual),
  )
}

/** A camera that goes back and forth over people who stand close together. */
function wander(of: number) {
  const [x, y] = [0.5 + 0.22 * Math.sin(of * 14), 0.48 + 0.05 * Math.sin(of * 23)]
  return { x, y, width: 0.62 + 0.1 * Math.sin(of * 9) }
}

function share(value: number): string {
  return `${(value * 100).toFixed(2)} %`
}
