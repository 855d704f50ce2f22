import { constants, readFileSync, type Stats } from 'node:fs'
import { access, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { BatchSnapshot } from '../common/batch'
import type { AnnotationRequest } from '../common/annotationProtocol'
import { destinationOf, formatFacts, isFolderFormat } from '../common/export/formats'
import { expressionProblem } from '../common/measures/compile'
import { formatDuration } from '../common/formatDuration'
import { inEnglish } from '../common/sentence'
import { defaultMemoryLimits } from '../common/telemetry'
import { Batch, type StartOptions } from './batch/batch'
import { readCliOptions, type CliOptions } from './commandLine/cliOptions'
import { CliProgress, ExportProgress, tell } from './commandLine/cliProgress'
import { Annotator } from './export/annotator'
import { exportLandmarks } from './export/exportFile'
import { Library } from './library/library'
import { findModel } from './models'
import { createNodeHost } from './pool/nodeHost'
import { countPhysicalCores } from './physicalCores'
import { poolFor } from './remote/poolFor'
import { sampleOwnProcess } from './telemetry/ownProcess'
import { Telemetry } from './telemetry/telemetry'

const built = import.meta.dirname
const projectFolder = join(built, '../..')

const usageExitCode = 2
const interruptedExitCode = 130

class UsageError extends Error {}

const packageFile = readFileSync(join(projectFolder, 'package.json'), 'utf8')
const { version } = JSON.parse(packageFile) as { version: string }

try {
  process.exitCode = await main(readCliOptions(process.argv.slice(2), version))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = error instanceof UsageError ? usageExitCode : 1
}

async function main(options: CliOptions): Promise<number> {
  await checkPaths(options)
  const folder = await mkdtemp(join(tmpdir(), 'landmark-studio-'))
  const library = await Library.open(options.libraryPath ?? join(folder, 'library.duckdb'))
  try {
    return await trackAndExport(options, library)
  } finally {
    await library.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function trackAndExport(options: CliOptions, library: Library): Promise<number> {
  const log = (text: string): void => {
    if (options.verbose) process.stderr.write(`${text.trimEnd()}\n`)
  }
  const ignore = (): void => undefined
  const startWorker = createNodeHost(join(built, 'landmarkWorker.js'), log)
  const batch = new Batch({
    library,
    startWorker,
    wasmFolder: join(projectFolder, 'resources/wasm'),
    appVersion: version,
    supervision: {
      memoryLimits: () => defaultMemoryLimits,
      note: ({ worker, kind, reason }) => log(`Worker ${worker} ${kind}: ${inEnglish(reason)}`),
    },
    log,
    listener: {
      onStatusChanged: ignore,
      onJobsAdded: ignore,
      onJobChanged: ignore,
      onWorkersChanged: ignore,
      // At once: a batch that waits for space on a full disk waits until somebody makes some.
      onProblem: (message) => tell(process.stderr, inEnglish(message)),
    },
  })
  const workers = options.workers ?? (options.redisUrl === undefined ? countPhysicalCores() : 0)
  const telemetry = watchMemory(batch, workers, log)
  const model = await findModel(options.tracking, {
    builtIn: join(projectFolder, 'resources/models'),
  })
  const createPool = await poolFor({
    ...{ startWorker, model, workers, redisUrl: options.redisUrl, appVersion: version },
    onProblem: (message) => tell(process.stderr, inEnglish(message)),
  })
  const start = { tracking: options.tracking, model, workers, createPool }
  const wasInterrupted = await track(options, batch, start).finally(() => telemetry.stop())
  // No worker could be started; why has been told.
  if (!wasInterrupted && batch.status().counts.waiting > 0) return 1
  reportFiles(batch.snapshot())
  if (batch.status().id === null) {
    if (wasInterrupted) return interruptedExitCode
    throw new Error('There was no photo or video to track.')
  }
  await writeLandmarks(options, library, batch.snapshot(), log)
  return exitCode(batch.snapshot(), wasInterrupted)
}

/** Has the batch go on with fewer workers while the machine is short of memory. */
function watchMemory(batch: Batch, workers: number, log: (text: string) => void): Telemetry {
  const ignore = (): void => undefined
  const telemetry = new Telemetry({
    readProcesses: () => [sampleOwnProcess(), ...batch.workerSamples()],
    memoryLimits: () => defaultMemoryLimits,
    onWantedWorkers: (count, reason) => {
      batch.setWantedWorkers(count)
      log(inEnglish(reason))
    },
    onSampled: ignore,
    onNoted: ignore,
  })
  if (workers > 0) telemetry.watchRun(workers)
  return telemetry
}

/** Tracks everything. Answers whether somebody stopped it half-way. */
async function track(options: CliOptions, batch: Batch, start: StartOptions): Promise<boolean> {
  const progress = new CliProgress(process.stderr, () => batch.status())
  let wasInterrupted = false
  const interrupt = (): void => {
    wasInterrupted = true
    void batch.close()
  }
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    await batch.add(
      options.paths.map((path) => resolve(path)),
      options,
    )
    if (!wasInterrupted) await batch.start(start)
    await batch.runEnded()
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
    progress.end()
  }
  return wasInterrupted
}

function reportFiles({ status, jobs }: BatchSnapshot): void {
  for (const { name, state } of jobs) {
    if (state.kind === 'failed' || state.kind === 'refused') {
      process.stderr.write(`${state.kind}: ${printable(name)}: ${inEnglish(state.message)}\n`)
    }
  }
  const { counts } = status
  process.stderr.write(
    `${counts.done} files done, ${counts.failed} failed, ${counts.refused} not supported, ${counts.cancelled + counts.waiting} not tracked, in ${formatDuration(status.elapsedMs)}\n`,
  )
}

async function writeLandmarks(
  options: CliOptions,
  library: Library,
  { jobs }: BatchSnapshot,
  log: (text: string) => void,
): Promise<void> {
  const stopping = new AbortController()
  const stop = (): void => stopping.abort(new Error('Stopped: nothing was written.'))
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const startProcess = createNodeHost<AnnotationRequest>(join(built, 'annotationWorker.js'), log)
  const progress = new ExportProgress(process.stderr)
  const { path, rows, files, leftOut } = await exportLandmarks({
    library,
    sourceIds: jobs.map(({ id }) => id),
    options: options.output,
    destinationPath: resolve(options.outPath),
    appVersion: version,
    overwrite: options.overwrite,
    startAnnotator: () => new Annotator(startProcess(), log),
    watch: { signal: stopping.signal, onProgress: (share) => progress.tell(share) },
  }).finally(() => {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    progress.end()
  })
  const content = files === null ? `${rows} rows` : `${files} ${files === 1 ? 'file' : 'files'}`
  process.stderr.write(`${content} written to ${path}\n`)
  if (leftOut !== null) tell(process.stderr, inEnglish(leftOut))
}

function exitCode({ status }: BatchSnapshot, wasInterrupted: boolean): number {
  if (wasInterrupted) return interruptedExitCode
  const { waiting, failed, done } = status.counts
  return failed === 0 && waiting === 0 && done > 0 ? 0 : 1
}

/** Finds out before hours of work what would make them useless. */
async function checkPaths(options: CliOptions): Promise<void> {
  const { paths, outPath, output } = options
  const { title, tasks } = formatFacts[output.format]
  if (!tasks.includes(options.tracking.task)) {
    throw new UsageError(`${title} cannot hold this task: only ${tasks.join(', ')}.`)
  }
  for (const { name, expression } of output.ownMeasures ?? []) {
    const problem = expressionProblem(expression, options.tracking.task)
    if (problem !== null) throw new UsageError(`The measure ${name}: ${inEnglish(problem)}`)
  }
  for (const path of paths) {
    if ((await statOf(path)) === undefined) {
      throw new UsageError(`There is no file or folder ${path}.`)
    }
  }
  const folder = dirname(resolve(outPath))
  if (!(await statOf(folder))?.isDirectory()) {
    throw new UsageError(`There is no folder to write ${outPath} into.`)
  }
  if (!(await isWritable(folder))) {
    throw new UsageError(`The folder of ${outPath} cannot be written to.`)
  }
  if (isFolderFormat(output.format)) await checkOutFolder(options)
  else await checkOutFile(options)
}

async function checkOutFile({ outPath, overwrite }: CliOptions): Promise<void> {
  const out = await statOf(outPath)
  if (out?.isDirectory()) {
    throw new UsageError(`${outPath} is a folder. Name the file to write.`)
  }
  if (out !== undefined && !overwrite) {
    throw new UsageError(`${outPath} exists already. Choose another name, or add --overwrite.`)
  }
}

async function checkOutFolder({ outPath, output, overwrite }: CliOptions): Promise<void> {
  const folder = destinationOf(outPath, output.format)
  const out = await statOf(folder)
  if (out === undefined) return
  if (!out.isDirectory()) {
    throw new UsageError(`${folder} is a file. Name the folder to make.`)
  }
  if (!overwrite && (await readdir(folder)).length > 0) {
    throw new UsageError(`${folder} has files in it. Choose another name, or add --overwrite.`)
  }
}

async function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined)
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
}

/** A name on one line, whatever is in it: a line break in a file name must not fake a message. */
function printable(name: string): string {
  return name.replaceAll(/[\u0000-\u001f\u007f]/g, '?')
}
