import type { Job, JobId, JobState } from '../../common/jobs'

export interface JobChange {
  readonly id: JobId
  readonly state: JobState
}

/** The jobs of a batch in their order, with the place of each. Never changed, only replaced. */
export interface JobTable {
  readonly jobs: readonly Job[]
  readonly indexById: ReadonlyMap<JobId, number>
}

/** A table of these jobs. */
export function jobTable(jobs: readonly Job[]): JobTable {
  return { jobs, indexById: new Map(jobs.map((job, index) => [job.id, index])) }
}

/** Puts jobs after those already known; one that is known stays where it is. */
export function withJobsAdded(table: JobTable, added: readonly Job[]): JobTable {
  const fresh = added.filter((job) => !table.indexById.has(job.id))
  return jobTable([...table.jobs, ...fresh])
}

/** Gives jobs their new states; all other jobs stay the same objects. */
export function withJobsChanged(table: JobTable, changes: readonly JobChange[]): JobTable {
  const jobs = [...table.jobs]
  for (const { id, state } of changes) {
    const index = table.indexById.get(id)
    const job = index === undefined ? undefined : jobs[index]
    if (index !== undefined && job) jobs[index] = { ...job, state }
  }
  return { jobs, indexById: table.indexById }
}

/** The job with this id, if the table has it. */
export function findJob(table: JobTable, id: JobId | null): Job | undefined {
  const index = id === null ? undefined : table.indexById.get(id)
  return index === undefined ? undefined : table.jobs[index]
}
