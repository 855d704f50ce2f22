import type { Redis } from 'ioredis'
import { remoteWorkerSchema, type RemoteWorker } from '../../common/remote'
import { sentence, type Sentence } from '../../common/sentence'
import { protocolVersion, workerKey, workersKey } from './names'

/** A worker that has told nothing of itself for so long is gone. */
const expiryMs = 5000

/** Has others know of a worker program, until it tells nothing more. */
export async function announceWorker(redis: Redis, worker: RemoteWorker): Promise<void> {
  await redis
    .multi()
    .set(workerKey(worker.id), JSON.stringify(worker), 'PX', expiryMs)
    .sadd(workersKey, worker.id)
    .exec()
}

export async function removeWorker(redis: Redis, workerId: string): Promise<void> {
  await redis.multi().del(workerKey(workerId)).srem(workersKey, workerId).exec()
}

/** All worker programs that are alive, by their machines. Forgets those that are not. */
export async function readWorkers(redis: Redis): Promise<RemoteWorker[]> {
  const ids = await redis.smembers(workersKey)
  if (ids.length === 0) return []
  const texts = await redis.mget(ids.map(workerKey))
  const gone = ids.filter((_, index) => texts[index] == null)
  if (gone.length > 0) await redis.srem(workersKey, ...gone)
  const workers = texts.flatMap((text) => (text == null ? [] : (readWorker(text) ?? [])))
  return workers.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
}

/** As people call it: its machine, and which program there. */
export function nameOf({ machine, processId }: RemoteWorker): string {
  return `${machine} ${processId}`
}

/** Whether a worker and this program understand each other, and track alike. */
export function isUsable(worker: RemoteWorker, appVersion: string): boolean {
  return worker.appVersion === appVersion && worker.protocolVersion === protocolVersion
}

/** Why some workers get no work, for people; null if all do. */
export function versionProblem(
  workers: readonly RemoteWorker[],
  appVersion: string,
): Sentence | null {
  const others = workers.filter((worker) => !isUsable(worker, appVersion))
  const [first] = others
  if (first === undefined) return null
  const values = { worker: nameOf(first), theirs: first.appVersion, ours: appVersion }
  const more = others.length - 1
  if (more === 0) return sentence('sentences.remote.otherVersion', values)
  return sentence('sentences.remote.otherVersions', { ...values, more })
}

/** What is not of the expected form is of another version, and too far from it to be shown. */
function readWorker(text: string): RemoteWorker | undefined {
  return remoteWorkerSchema.safeParse(parseJson(text)).data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
