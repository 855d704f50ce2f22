import { spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { RecordingSummary } from '../../../common/recording'
import { Library } from '../../../main/library/library'
import { until } from '../../processes'
import { temporaryFolder } from '../library/libraryFolder'
import { handsSetup } from './recordingPorts'

// Inside of the project, so that the built file finds its packages.
const builtFolder = fileURLToPath(new URL(`../output/recording-${process.pid}`, import.meta.url))

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('recordingAppender.ts', import.meta.url)),
      outDir: builtFolder,
      rollupOptions: { output: { entryFileNames: 'recordingAppender.mjs' } },
    },
  })
})

afterAll(() => rmSync(builtFolder, { recursive: true, force: true }))

/** Has a process record for some seconds and kills it; answers what it had sent, and when. */
async function recordUntilKilled(folder: string, ...args: string[]): Promise<number[][]> {
  const path = join(builtFolder, 'recordingAppender.mjs')
  const child = spawn(process.execPath, [path, folder, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', (text: Buffer) => (output += text.toString()))
  await until(() => output.split('\n').length > 60)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
  return output
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number))
}

async function recordingsIn(folder: string): Promise<RecordingSummary[]> {
  await using library = await Library.open(join(folder, 'library.duckdb'))
  return (await library.recordings.list()).map(({ summary }) => summary)
}

it('a recording whose process was killed is kept up to its last second', async () => {
  const folder = temporaryFolder()
  const sent = await recordUntilKilled(folder)
  const [recording, ...others] = await recordingsIn(folder)
  expect(others).toEqual([])
  const { frames, framesDetected, durationMs, ...facts } = recording!
  expect(facts).toMatchObject({ setup: handsSetup, ending: 'interrupted', framesDropped: null })
  expect(framesDetected).toBe((frames / 5) * 3)
  expect(durationMs).toBeCloseTo((frames - 1) * 33.333)

  const killedAtMs = sent.at(-1)![1]!
  const secondBefore = sent.findLast(([, sentAtMs]) => sentAtMs! < killedAtMs - 1000)!
  expect(frames - 1).toBeGreaterThanOrEqual(secondBefore[0]!)
  // It stays what it is, however often the library is opened.
  expect(await recordingsIn(folder)).toEqual([recording])
})

it('one of which only a video came is kept, one of which nothing came is not', async () => {
  const folder = temporaryFolder()
  await recordUntilKilled(folder, '--video')
  const [recording] = await recordingsIn(folder)
  expect(recording).toMatchObject({ ending: 'interrupted', frames: 0, durationMs: 0 })
  expect(recording!.videoPath).toMatch(/\.webm$/)
  expect(statSync(recording!.videoPath!).size).toBeGreaterThan(200)

  const empty = temporaryFolder()
  await using library = await Library.open(join(empty, 'library.duckdb'))
  const { title, createdAt, setup } = recording!
  await library.recordings.create({
    ...{ title, createdAt, setup, videoPath: join(empty, 'none.webm') },
    ...{ modelFileName: '', modelSha256: '', appVersion: '' },
  })
  await library.close()
  expect(await recordingsIn(empty)).toEqual([])
  expect(existsSync(join(empty, 'library.duckdb'))).toBe(true)
  expect(readdirSync(empty)).toEqual(['library.duckdb'])
})
