import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'

// A namespace of Linux in which there is no network, not even this machine's own: the kernel counts
// what any process of the app sends, whichever library sends it.

export const canSeparate = spawnSync('unshare', ['-rn', 'true']).status === 0

export function separated(command: string, ...args: string[]): ChildProcess {
  return spawn('unshare', ['-rn', command, ...args], { stdio: 'ignore' })
}

/** How much was to be sent by the processes of a namespace, and found no way out of it. */
export function attemptsToSend(processId: number): number {
  const net = `/proc/${processId}/net`
  const [names, counts] = readFileSync(`${net}/snmp`, 'utf8').split('\n')
  const v4 = counts!.split(' ')[names!.split(' ').indexOf('OutNoRoutes')]
  const v6 = /^Ip6OutNoRoutes\s+(\d+)$/m.exec(readFileSync(`${net}/snmp6`, 'utf8'))?.[1]
  return Number(v4) + Number(v6)
}
