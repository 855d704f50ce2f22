/** Counts up when what programs say to each other over Redis changes. */
export const protocolVersion = 2

/** Begins all names in Redis, so that other programs may use the same server. */
export const prefix = 'landmark-studio'

/** Only programs of the same version share a queue: others never see its jobs. */
export function queueName(appVersion: string): string {
  return `jobs-${protocolVersion}-${appVersion}`
}

/** Says that a run goes on, and how; it expires when nobody renews it. */
export function runKey(runId: string): string {
  return `${prefix}:run:${runId}`
}

/** The stream on which the workers of a run tell what comes of its jobs. */
export function resultsKey(runId: string): string {
  return `${prefix}:results:${runId}`
}

/** The list on which the bytes of a file travel to a worker that cannot read it. */
export function uploadKey(token: string): string {
  return `${prefix}:upload:${token}`
}

export const workersKey = `${prefix}:workers`

/** What a worker program tells of itself; it expires when the program is gone. */
export function workerKey(workerId: string): string {
  return `${prefix}:worker:${workerId}`
}

/** A worker that does not renew its hold on a job for so long has lost it. */
export const lockMs = 5000
/** How often somebody looks for jobs that nobody holds any more. */
export const lookForLostEveryMs = 2500
