import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnnotationRequest } from '../common/annotationProtocol'
import { defaultInputLimits } from '../common/inputLimits'
import { inEnglish } from '../common/sentence'
import { defaultMemoryLimits } from '../common/telemetry'
import { BackgroundLine } from './background/backgroundLine'
import type { Workforce } from './batch/batch'
import { readServeOptions, type ServeOptions } from './commandLine/serveOptions'
import { Annotator } from './export/annotator'
import { Library } from './library/library'
import type { Model } from './models'
import { countPhysicalCores } from './physicalCores'
import { createNodeHost } from './pool/nodeHost'
import type { StartWorker } from './pool/workerConnection'
import type { WorkerNote } from './pool/workerSlot'
import { poolFor } from './remote/poolFor'
import { ServiceJobs } from './service/jobs/serviceJobs'
import { UploadFolder } from './service/jobs/uploadFolder'
import { Service, type ServiceOptions } from './service/service'
import { sampleOwnProcess } from './telemetry/ownProcess'
import { Telemetry } from './telemetry/telemetry'

const built = import.meta.dirname
const projectFolder = join(built, '../..')
const packageFile = readFileSync(join(projectFolder, 'package.json'), 'utf8')
const { version } = JSON.parse(packageFile) as { version: string }

/** Long enough for everybody who may have asked at once: fifty and as many again. */
const mostWaiting = 100
const mostJobsWaiting = 100

type Log = (text: string) => void

try {
  await serve(readServeOptions(process.argv.slice(2), version))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}

async function serve(options: ServeOptions): Promise<void> {
  const log = (text: string): void => {
    if (options.verbose) process.stderr.write(`${text.trimEnd()}\n`)
  }
  await checkFolders(options.allowedFolders)
  await mkdir(options.dataFolder, { recursive: true })
  const library = await Library.open(join(options.dataFolder, 'library.duckdb'))
  try {
    await serveOver(library, options, log)
  } catch (error) {
    await library.close()
    throw error
  }
}

async function serveOver(library: Library, options: ServeOptions, log: Log): Promise<void> {
  const workers = options.workers ?? countPhysicalCores()
  const shared = {
    ...{ library, log, appVersion: version },
    startWorker: createNodeHost(join(built, 'landmarkWorker.js'), log),
    wasmFolder: join(projectFolder, 'resources/wasm'),
    modelFolders: { builtIn: join(projectFolder, 'resources/models') },
    supervision: {
      memoryLimits: () => defaultMemoryLimits,
      note: ({ worker, kind, reason }: WorkerNote) =>
        log(`Worker ${worker} ${kind}: ${inEnglish(reason)}`),
    },
  }
  const uploads = new UploadFolder(join(options.dataFolder, 'uploads'), library)
  const line = new BackgroundLine({
    ...shared,
    workforce: (model) => workforceFor(options, shared.startWorker, model),
    onWorkingChanged: () => undefined,
    onEnded: () => void uploads.tidy().catch((error: unknown) => log(String(error))),
  })
  const jobs = new ServiceJobs({ ...shared, line, uploads, mostWaiting: mostJobsWaiting })
  const service = await startService(shared, jobs, workers, options)
  const telemetry = watchMemory(service, line, workers, log)
  const stop = async (): Promise<void> => {
    telemetry.stop()
    await service.stop()
    await line.close()
    await library.close()
  }
  process.once('SIGINT', () => void stop()).once('SIGTERM', () => void stop())
  await uploads.tidy()
  await line.recover()
}

async function startService(
  shared: Pick<
    ServiceOptions,
    'log' | 'startWorker' | 'wasmFolder' | 'modelFolders' | 'supervision'
  >,
  jobs: ServiceJobs,
  workers: number,
  { port, allowedOrigins, allowedFolders, ...options }: ServeOptions,
): Promise<Service> {
  const token = options.token ?? randomBytes(24).toString('base64url')
  const annotatorPath = join(built, 'annotationWorker.js')
  const startAnnotatorProcess = createNodeHost<AnnotationRequest>(annotatorPath, shared.log)
  const service = await Service.start({
    ...{ ...shared, port, token, allowedOrigins, workers, mostWaiting, version, jobs },
    limits: defaultInputLimits,
    startAnnotator: () => new Annotator(startAnnotatorProcess(), shared.log),
    allowedFolders: () => allowedFolders,
  })
  process.stderr.write(`Landmark Studio answers at ${service.address}\nToken: ${token}\n`)
  return service
}

/** Who tracks a job; photos over `/v1/detect` are always tracked here. */
async function workforceFor(
  { redisUrl, workers: wanted }: ServeOptions,
  startWorker: StartWorker,
  model: Model,
): Promise<Workforce> {
  const workers = wanted ?? (redisUrl === undefined ? countPhysicalCores() : 0)
  const createPool = await poolFor({
    ...{ startWorker, model, workers, redisUrl, appVersion: version },
    onProblem: (message) => process.stderr.write(`${inEnglish(message)}\n`),
  })
  return { workers, createPool }
}

/** A folder that is misspelt is told at once, not with the first job. */
async function checkFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const isFolder = await stat(folder).then(
      (stats) => stats.isDirectory(),
      () => false,
    )
    if (!isFolder) throw new Error(`There is no folder ${folder} to allow.`)
  }
}

/** Has the service go on with fewer workers while the machine is short of memory. */
function watchMemory(
  { trackers }: Service,
  line: BackgroundLine,
  workers: number,
  log: Log,
): Telemetry {
  const ignore = (): void => undefined
  const telemetry = new Telemetry({
    readProcesses: () => [
      sampleOwnProcess(),
      ...trackers.samples().map(({ job, ...sample }) => ({ ...sample, file: job?.path ?? null })),
      ...line.workerSamples(),
    ],
    memoryLimits: () => defaultMemoryLimits,
    onWantedWorkers: (count, reason) => {
      trackers.setWantedWorkers(count)
      line.setWantedWorkers(count)
      log(inEnglish(reason))
    },
    onSampled: ignore,
    onNoted: ignore,
  })
  telemetry.watchRun(workers)
  return telemetry
}
