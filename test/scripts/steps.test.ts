import { expect, it } from 'vitest'
import { reasonOf } from '../../scripts/command.mjs'
import { runSteps, StepError, type Outcome } from '../../scripts/step.mjs'

const step = (name: string, run: () => Promise<Outcome>) => ({
  name,
  load: () => Promise.resolve({ run }),
})

async function linesOf(...steps: Parameters<typeof runSteps>[0]) {
  const lines: string[] = []
  const isReady = await runSteps(steps, '/project', (line) => lines.push(line))
  return { isReady, lines: lines.map((line) => line.replace(/\d+\.\d s/, 'S s')) }
}

it('each step prints one line that tells done from already done', async () => {
  const result = await linesOf(
    step('Models', () => Promise.resolve({ summary: 'built 8 bundles', changed: true })),
    step('Engine', () => Promise.resolve({ summary: 'already in place', changed: false })),
  )
  expect(result).toEqual({
    isReady: true,
    lines: [
      '  + Models               built 8 bundles (S s)',
      '  = Engine               already in place (S s)',
    ],
  })
})

it('a failed step stops set-up with reason and remedy, never with a stack', async () => {
  const result = await linesOf(
    step('Models', () => Promise.reject(new StepError('The disk is full.', 'Make room.'))),
    step('Engine', () => Promise.reject(new Error('not reached'))),
  )
  expect(result).toEqual({
    isReady: false,
    lines: [
      '  x Models               failed',
      '\nSet-up stopped at the step "Models".',
      '  Reason:  The disk is full.',
      '  Remedy:  Make room.',
    ],
  })
})

it('what is left to the person comes last, and set-up is not ready until it is done', async () => {
  const result = await linesOf(
    step('System libraries', () =>
      Promise.resolve({ summary: '1 missing', changed: false, leftToDo: 'sudo apt-get ...' }),
    ),
    step('Engine', () => Promise.resolve({ summary: 'already in place', changed: false })),
  )
  expect(result).toEqual({
    isReady: false,
    lines: [
      '  ! System libraries     1 missing (S s)',
      '  = Engine               already in place (S s)',
      '\nLeft to do: sudo apt-get ...',
    ],
  })
})

it('the reason of a failed command is its first line that explains', () => {
  const output = (text: string) => reasonOf({ output: text, timedOut: false })
  expect([
    output(
      'npm error code ENOTFOUND\nnpm error errno ENOTFOUND\nnpm error no such host.\nnpm error log',
    ),
    output('Reading lists...\nE: Unable to locate package xvfb'),
    output('TypeError: fetch failed\n    at node:internal'),
    output(
      'Error: Build failed with 1 error:\n\n\u001b[31mmain.ts: no such file\u001b[0m\n    at x',
    ),
    output('just this'),
    reasonOf({ output: 'half of it', timedOut: true }),
  ]).toEqual([
    'no such host',
    'Unable to locate package xvfb',
    'fetch failed',
    'Build failed with 1 error: main.ts: no such file',
    'just this',
    'it took too long',
  ])
})
