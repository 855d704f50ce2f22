import { readFileSync } from 'node:fs'

/** The resident set of a process. */
export function residentBytes(processId: number): number {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) * 1024
}

/** That of a process and all that it has started; what they share counts for each. */
export function residentBytesOfAll(processId: number): number {
  const children = readFileSync(`/proc/${processId}/task/${processId}/children`, 'utf8')
  return children
    .split(' ')
    .filter((child) => child !== '')
    .reduce((sum, child) => sum + residentBytesOfAll(Number(child)), residentBytes(processId))
}
