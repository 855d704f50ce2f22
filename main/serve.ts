import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnnotationRequest } from '../common/annotationProtocol'
import { defaultInputLimits } from '../common/inputLimits'
import { defaultMemoryLimits } from '../common/telemetry'
import { readServeOptions, type ServeOptions } from './commandLine/serveOptions'
import { Annotator } from './export/annotator'
import { countPhysicalCores } from './physicalCores'
import { createNodeHost } from './pool/nodeHost'
import { Service } from './service/service'
import { sampleOwnProcess } from './telemetry/ownProcess'
import { Telemetry } from './telemetry/telemetry'

const built = import.meta.dirname
const projectFolder = join(built, '../..')
const packageFile = readFileSync(join(projectFolder, 'package.json'), 'utf8')
const { version } = JSON.parse(packageFile) as { version: string }

/** Long enough for everybody who may have asked at once: fifty and as many again. */
const mostWaiting = 100

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
  const token = options.token ?? randomBytes(24).toString('base64url')
  const workers = options.workers ?? countPhysicalCores()
  const annotatorPath = join(built, 'annotationWorker.js')
  const startAnnotatorProcess = createNodeHost<AnnotationRequest>(annotatorPath, log)
  const service = await Service.start({
    ...{ port: options.port, token, allowedOrigins: options.allowedOrigins },
    ...{ workers, mostWaiting, version, log, limits: defaultInputLimits },
    startWorker: createNodeHost(join(built, 'landmarkWorker.js'), log),
    startAnnotator: () => new Annotator(startAnnotatorProcess(), log),
    wasmFolder: join(projectFolder, 'resources/wasm'),
    modelFolders: { builtIn: join(projectFolder, 'resources/models') },
    supervision: {
      memoryLimits: () => defaultMemoryLimits,
      note: ({ worker, kind, reason }) => log(`Worker ${worker} ${kind}: ${reason}`),
    },
  })
  const telemetry = watchMemory(service, workers, log)
  process.stderr.write(`Landmark Studio answers at ${service.address}\nToken: ${token}\n`)
  const stop = (): void => {
    telemetry.stop()
    void service.stop()
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
}

/** Has the service go on with fewer workers while the machine is short of memory. */
function watchMemory(
  { trackers }: Service,
  workers: number,
  log: (text: string) => void,
): Telemetry {
  const ignore = (): void => undefined
  const telemetry = new Telemetry({
    readProcesses: () => [
      sampleOwnProcess(),
      ...trackers.samples().map(({ job, ...sample }) => ({ ...sample, file: job?.path ?? null })),
    ],
    memoryLimits: () => defaultMemoryLimits,
    onWantedWorkers: (count, reason) => {
      trackers.setWantedWorkers(count)
      log(reason)
    },
    onSampled: ignore,
    onNoted: ignore,
  })
  telemetry.watchRun(workers)
  return telemetry
}
