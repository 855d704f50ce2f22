import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import startDisplay from '../../app/display'
import { packagedExecutable, packagedFolder } from '../../app/packagedApp'
import { sandboxArguments } from '../../app/studio'
import { tell } from '../../progress'
import { writeReport } from '../../report'
import { median, table } from '../figures'
import { measureStartUp, type StartUp } from '../startUp'
import { judged, megabytes, told, type Row } from '../verdicts'
import { measureIdle } from './idle'
import { sizesOfParts } from './parts'

// `npm run bench:start -- [--rounds 7] [--seconds 60]`: how soon the packaged app is there, what it
// takes while nobody uses it, and how large its parts are.

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    /** How long the idle app is watched. */
    seconds: { type: 'string', default: '60' },
  },
})
const command = [packagedExecutable, ...sandboxArguments()] as const

const stopDisplay = await startDisplay()
const fromDisk = await repeat(forgetFiles)
const cached = await repeat(() => undefined)
const idle = await measureIdle(command, Number(values.seconds) * 1000)
stopDisplay?.()

const sizes = sizesOfParts(packagedFolder)
const sizeBytes = sizes.reduce((total, [, bytes]) => total + bytes, 0)
const usable = (runs: readonly StartUp[]) => median(runs.map(({ usableSeconds }) => usableSeconds))
const restored = (runs: readonly StartUp[]) =>
  median(runs.map(({ restoredSeconds }) => restoredSeconds))

const rows: Row[] = [
  startRow('window usable, files read from the disk', usable(fromDisk)),
  startRow('window usable, files in the system’s cache', usable(cached)),
  told('library open, files in the system’s cache', seconds(restored(cached))),
  judged(
    `memory of ${idle.processes} idle processes (PSS)`,
    `${megabytes(idle.pssBytes)} MB`,
    '< 350 MB',
    idle.pssBytes < 350e6,
  ),
  judged(
    `idle, of one core, over ${values.seconds} s`,
    `${(idle.cpuShare * 100).toFixed(2)} %`,
    '< 1 %',
    idle.cpuShare < 0.01,
  ),
]
tell(table([['', 'measured', 'target', ''], ...rows]))
tell(
  table([
    ['part', 'MB'],
    ...sizes.map(([part, bytes]) => [part, (bytes / 1e6).toFixed(1)] as const),
    ['all', megabytes(sizeBytes)],
  ]),
)
writeReport('start', { fromDisk, cached, idle, sizes: Object.fromEntries(sizes) })

async function repeat(prepare: () => void): Promise<StartUp[]> {
  const runs: StartUp[] = []
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    prepare()
    runs.push(await measureStartUp(command))
    tell(`round ${round}: ${seconds(runs.at(-1)!.usableSeconds)}`)
  }
  return runs
}

/** Has the system forget what it has read of the package, and of nothing else. */
function forgetFiles(): void {
  for (const entry of readdirSync(packagedFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    execFileSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none'])
  }
}

function startRow(figure: string, value: number): Row {
  return judged(figure, seconds(value), '< 1.5 s', value < 1.5)
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`
}
