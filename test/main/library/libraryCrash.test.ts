import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { Library } from '../../../main/library/library'
import { until } from '../../processes'
import { temporaryFolder } from './libraryFolder'

// Inside of the project, so that the built file finds its packages.
const builtFolder = fileURLToPath(new URL(`../output/library-${process.pid}`, import.meta.url))

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('libraryAppender.ts', import.meta.url)),
      outDir: builtFolder,
      rollupOptions: { output: { entryFileNames: 'libraryAppender.mjs' } },
    },
  })
})

afterAll(() => rmSync(builtFolder, { recursive: true, force: true }))

/** Starts a process that appends to a library, and waits until it has done so for a while. */
async function startAppender(path: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(builtFolder, 'libraryAppender.mjs'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', (text: Buffer) => (output += text.toString()))
  await until(() => output.split('\n').length > 200)
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

async function countRows(library: Library): Promise<unknown[]> {
  const connection = await library.connect()
  const sql = 'SELECT source_id, count(*)::INTEGER FROM detections GROUP BY ALL ORDER BY ALL'
  const rows = (await connection.runAndReadAll(sql)).getRowsJS()
  connection.closeSync()
  return rows
}

it('a library whose process was killed while appending is whole, and goes on', async () => {
  const path = join(temporaryFolder(), 'library.duckdb')
  await kill(await startAppender(path))

  await using library = await Library.open(path)
  const { jobs } = await library.readBatch(1)
  expect(jobs.map(({ name, state }) => [name, state.kind])).toEqual([
    ['a.mp4', 'done'],
    ['b.mp4', 'waiting'],
  ])
  expect(await countRows(library)).toEqual([[jobs[0]!.id, 40]])
  await library.finishSource(jobs[1]!.id, { kind: 'failed', message: 'It is gone.' })
  expect((await library.readBatch(1)).jobs[1]?.state.kind).toBe('failed')
})

it('a library that another process has open is refused in a sentence, and not harmed', async () => {
  const path = join(temporaryFolder(), 'library.duckdb')
  const child = await startAppender(path)
  await expect(Library.open(path)).rejects.toThrow(
    `Another Landmark Studio has the library open (${path}). Close it, then try again.`,
  )
  expect(child.exitCode).toBeNull()
  await kill(child)
  await using library = await Library.open(path)
  expect(await library.batches()).toHaveLength(1)
})
