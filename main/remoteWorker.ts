import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { inEnglish } from '../common/sentence'
import { defaultMemoryLimits } from '../common/telemetry'
import { readWorkerOptions, type WorkerOptions } from './commandLine/workerOptions'
import { countPhysicalCores } from './physicalCores'
import { createNodeHost } from './pool/nodeHost'
import { connectToRedis, shownUrl } from './remote/redis'
import { WorkerHost } from './remote/workerHost'

const built = import.meta.dirname
const projectFolder = join(built, '../..')
const packageFile = readFileSync(join(projectFolder, 'package.json'), 'utf8')
const { version } = JSON.parse(packageFile) as { version: string }

try {
  await work(readWorkerOptions(process.argv.slice(2), version, process.env))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}

async function work(options: WorkerOptions): Promise<void> {
  const log = (text: string): void => {
    if (options.verbose) process.stderr.write(`${text.trimEnd()}\n`)
  }
  const uploadFolder = join(resolve(options.dataFolder), 'uploads')
  await mkdir(uploadFolder, { recursive: true })
  const server = shownUrl(options.redisUrl)
  const redis = await connectToRedis(options.redisUrl, () => log(`${server} does not answer.`))
  const slots = options.workers ?? countPhysicalCores()
  const host = new WorkerHost({
    ...{ redis, uploadFolder, slots, mappings: options.mappings, appVersion: version, log },
    startWorker: createNodeHost(join(built, 'landmarkWorker.js'), log),
    wasmFolder: join(projectFolder, 'resources/wasm'),
    modelFolders: { builtIn: join(projectFolder, 'resources/models') },
    supervision: {
      memoryLimits: () => defaultMemoryLimits,
      note: ({ worker, kind, reason }) => log(`Worker ${worker} ${kind}: ${inEnglish(reason)}`),
    },
  })
  process.stderr.write(`Working for ${server}, ${slots} files at a time\n`)
  const stop = (): void => {
    void host.stop().finally(() => redis.disconnect())
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
}
