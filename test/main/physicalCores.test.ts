import { availableParallelism } from 'node:os'
import { expect, it } from 'vitest'
import { countInCpuInfo, countPhysicalCores } from '../../main/physicalCores'

function processor(socket: number, core: number): string {
  return `processor\t: 9\nphysical id\t: ${socket}\ncore id\t\t: ${core}\n`
}

it('two threads of one core count once, equal cores of two sockets twice', () => {
  const text = [processor(0, 0), processor(0, 0), processor(0, 1), processor(1, 0)].join('\n')
  expect(countInCpuInfo(text)).toBe(3)
})

it('a machine that does not tell its cores is not guessed at', () => {
  expect(countInCpuInfo('processor\t: 0\nBogoMIPS\t: 50.00\n')).toBeUndefined()
})

it('this machine has at least one core and no more than it lets a process use', () => {
  expect(countPhysicalCores()).toBeGreaterThanOrEqual(1)
  expect(countPhysicalCores()).toBeLessThanOrEqual(availableParallelism())
})
