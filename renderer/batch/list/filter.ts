import type { BatchStatus } from '../../../common/batch'
import type { Job, JobStateKind } from '../../../common/jobs'
import { totalFiles } from '../progress/phases'
import { t } from '../../locale'

export type JobFilter = 'all' | JobStateKind

/** In the order of their chips. */
export const jobFilters: readonly JobFilter[] = [
  'all',
  'waiting',
  'running',
  'done',
  'failed',
  'refused',
  'cancelled',
]

/** What a state is called on screen. */
export function stateWord(state: JobStateKind): string {
  return t(`batch.state.${state}`)
}

/** What a chip is called. */
export function filterWord(filter: JobFilter): string {
  return t(`batch.state.${filter}`)
}

/** How many files a chip stands for. */
export function filterCount(filter: JobFilter, status: BatchStatus): number {
  return filter === 'all' ? totalFiles(status) : status.counts[filter]
}

/** The jobs in a state whose name contains the search text, capitals or not. */
export function filterJobs(
  jobs: readonly Job[],
  filter: JobFilter,
  searchText: string,
): readonly Job[] {
  const wanted = searchText.trim().toLowerCase()
  if (filter === 'all' && wanted === '') return jobs
  return jobs.filter(
    ({ name, state }) =>
      (filter === 'all' || state.kind === filter) && name.toLowerCase().includes(wanted),
  )
}
