import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/**
 * Cores that really compute: a second hardware thread of a core adds next to nothing to tracking.
 * Where the system does not tell, its number of hardware threads. Never more than the processes
 * this one may use, never less than 1.
 */
export function countPhysicalCores(): number {
  const usable = availableParallelism()
  return Math.max(1, Math.min(readPhysicalCores() ?? usable, usable))
}

function readPhysicalCores(): number | undefined {
  try {
    if (process.platform === 'linux') return countInCpuInfo(readFileSync('/proc/cpuinfo', 'utf8'))
    if (process.platform === 'darwin') {
      return Number(execFileSync('/usr/sbin/sysctl', ['-n', 'hw.physicalcpu'], { timeout: 2000 }))
    }
  } catch {
    // Nothing depends on it but a default.
  }
  return undefined
}

/** Counts the different pairs of socket and core in the text of Linux's /proc/cpuinfo. */
export function countInCpuInfo(cpuInfo: string): number | undefined {
  const cores = new Set<string>()
  let socket = ''
  for (const line of cpuInfo.split('\n')) {
    const [key, value = ''] = line.split(':').map((part) => part.trim())
    if (key === 'physical id') socket = value
    if (key === 'core id') cores.add(`${socket}/${value}`)
  }
  return cores.size > 0 ? cores.size : undefined
}
