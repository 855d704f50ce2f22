import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { defaultInputLimits } from '../../../common/inputLimits'
import { createNodeHost } from '../../../main/pool/nodeHost'
import { ServiceJobs } from '../../../main/service/jobs/serviceJobs'
import { UploadFolder } from '../../../main/service/jobs/uploadFolder'
import { Service, type ServiceOptions } from '../../../main/service/service'
import { builtWorker, modelsFolder, wasmFolder } from '../../processes'
import { unsupervised } from '../../supervision'
import { TestLine } from '../background/testLine'
import { startAnnotator } from '../export/exporting'
import { temporaryFolder } from '../library/libraryFolder'

export const token = 'a-token'

/** The real service with real workers on a free port, until the test is over. */
export async function startService(options: Partial<ServiceOptions> = {}): Promise<Service> {
  const ignore = (): void => undefined
  const jobs = options.jobs ?? (await openJobs(temporaryFolder()))
  const service = await Service.start({
    ...{ port: 0, token, allowedOrigins: [], workers: 1, mostWaiting: 100 },
    ...{ version: '1.2.3', log: ignore, limits: defaultInputLimits, wasmFolder },
    startWorker: createNodeHost(builtWorker, ignore),
    startAnnotator,
    modelFolders: { builtIn: modelsFolder },
    ...{ jobs, allowedFolders: () => [] },
    supervision: unsupervised,
    ...options,
  })
  onTestFinished(() => service.stop())
  return service
}

/** The jobs that a service has in its data folder, until the test is over. */
async function openJobs(dataFolder: string): Promise<ServiceJobs> {
  return jobsOn(await TestLine.open(dataFolder), dataFolder)
}

/** Jobs in a line of which a test knows more. */
export function jobsOn(
  { library, line }: TestLine,
  dataFolder: string,
  mostWaiting = 100,
): ServiceJobs {
  const uploads = new UploadFolder(join(dataFolder, 'uploads'), library)
  return new ServiceJobs({ library, line, uploads, appVersion: '1.2.3', mostWaiting })
}

/** Sends a photo, and what else the request has of its own. */
export function post(
  { address }: Service,
  body: BodyInit,
  query = '',
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${address}/v1/detect${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...headers },
    body,
  })
}
