import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Library } from '../../main/library/library'
import { QualityKeeper } from '../../main/quality/qualityKeeper'
import { tell } from '../progress'
import { writeReport } from '../report'
import { observe } from './csvExport'
import { table } from './figures'
import { fillLongRecording } from './longRecording'
import { told } from './verdicts'

// `npm run bench:quality -- [--minutes 60]`: how long it takes to find out how good a recording of a
// whole person is, and how late main's event loop is meanwhile.

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } })
const minutes = Number(values.minutes)
const folder = await mkdtemp(join(tmpdir(), 'landmark-studio-bench-'))
try {
  const path = join(folder, 'library.duckdb')
  const filling = await Library.open(path)
  tell(`Making a recording of ${minutes} minutes`)
  await fillLongRecording(filling, minutes)
  await filling.close()

  const library = await Library.open(path)
  const { seconds, peakRssBytes, lagMs } = await observe(() => findOut(library))
  await library.close()
  tell(
    table([
      ['', 'measured'],
      told('seconds until the quality is known', seconds.toFixed(1)).slice(0, 2),
      told('event loop lag, 99th percentile', `${lagMs.toFixed(1)} ms`).slice(0, 2),
      told('most memory of the process', `${(peakRssBytes / 1e6).toFixed(0)} MB`).slice(0, 2),
    ]),
  )
  writeReport('quality', { minutes, seconds, lagMs, peakRssBytes })
} finally {
  await rm(folder, { recursive: true })
}

/** As the app does after its start. */
async function findOut(library: Library): Promise<void> {
  let isKnown = false
  const keeper = new QualityKeeper({
    library,
    isBusy: () => false,
    onChanged: () => (isKnown = true),
    log: tell,
  })
  keeper.wake()
  while (!isKnown) await wait(10)
  await keeper.stop()
}
