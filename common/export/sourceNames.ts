import type { Job } from '../jobs'

export interface NamedSource {
  readonly job: Job
  /** What the CSV calls it. */
  readonly source: string
}

/**
 * Gives each file of an export a name of its own: its path where several have the same name. In the
 * order of the CSV, which is that of the names by their UTF-16 code units, then of the ids.
 */
export function nameSources(jobs: readonly Job[]): readonly NamedSource[] {
  const uses = new Map<string, number>()
  for (const { name } of jobs) uses.set(name, (uses.get(name) ?? 0) + 1)
  return jobs
    .map((job) => ({ job, source: uses.get(job.name) === 1 ? job.name : job.path }))
    .sort((a, b) => compare(a.source, b.source) || a.job.id - b.job.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
