import { parseArgs } from 'node:util'
import { delegateChoices } from '../../../common/live'
import { tasks } from '../../../common/tasks'
import startDisplay from '../../app/display'
import { tell } from '../../progress'
import { writeReport } from '../../report'
import { table } from '../figures'
import { measureFirstLandmarks } from './firstLandmarks'
import { measureMemory } from './memory'
import { measureOptionChange } from './optionChange'
import { measureRecording } from './recording'
import { rowsOf, type LiveReport } from './rows'
import { measureTracking, type TrackingFigures } from './tracking'

// `npm run bench:live -- [--starts 3] [--seconds 60] [--minutes 30] [--record-minutes 10]
// [--delegate CPU]`: how the Live view does in the real window, in front of a camera that plays a
// film. 0 leaves a part out. On a machine with a graphics card, `--delegate GPU` shows whether the
// target of 60 animation frames a second is met there.

const { values } = parseArgs({
  options: {
    /** Of the app, to the first landmarks; changes of an option are timed too. */
    starts: { type: 'string', default: '3' },
    /** How long hands are tracked; each other task a third of that. */
    seconds: { type: 'string', default: '60' },
    /** How long memory is watched. */
    minutes: { type: 'string', default: '30' },
    'record-minutes': { type: 'string', default: '10' },
    delegate: { type: 'string', default: 'CPU' },
  },
})
const [starts, seconds, minutes, recordMinutes] = [
  Number(values.starts),
  Number(values.seconds),
  Number(values.minutes),
  Number(values['record-minutes']),
]
const delegate = delegateChoices.find((name) => name === values.delegate) ?? 'CPU'

const stopDisplay = await startDisplay()
const report: LiveReport = {
  firstLandmarksSeconds: starts > 0 ? await firstLandmarks() : null,
  optionChangeSeconds: starts > 0 ? await optionChange() : null,
  tracking: seconds > 0 ? await tracking() : [],
  memory: minutes > 0 ? await memory() : null,
  recording: recordMinutes > 0 ? await recording() : null,
}
stopDisplay?.()
writeReport('bench-live', { delegate, ...report })
process.stdout.write(`${table(rowsOf(report))}\n\n${note()}\n`)

function optionChange(): Promise<number[]> {
  tell('changes of an option')
  return measureOptionChange({ task: 'hands', delegate })
}

function firstLandmarks(): Promise<number[]> {
  tell(`first landmarks: ${starts} starts after the first one`)
  return measureFirstLandmarks(delegate, starts)
}

async function tracking(): Promise<TrackingFigures[]> {
  const figures: TrackingFigures[] = []
  for (const task of tasks) {
    const ofTask = task === 'hands' ? seconds : Math.ceil(seconds / 3)
    tell(`tracking ${task} for ${ofTask} s`)
    figures.push(await measureTracking({ task, delegate }, ofTask))
  }
  return figures
}

function memory() {
  tell(`memory through ${minutes} min of tracking hands`)
  return measureMemory(delegate, minutes)
}

function recording() {
  tell(`a recording of ${recordMinutes} min`)
  return measureRecording(delegate, recordMinutes)
}

function note(): string {
  return delegate === 'GPU'
    ? 'Asked to track on the graphics card: where it does, the target is 60 animation frames/s.'
    : 'For 60 animation frames/s, run it with --delegate GPU on a machine with a graphics card.'
}
