import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { restoreFormula } from '../../../common/export/formulas'
import { makeFolder, makeGoodFiles, makePhotoFolder } from '../../app/folders'
import { readCsv } from '../../app/csv'
import { makeBadFiles } from '../../badFiles'
import { constantRate, makeVideo, photoPaths } from '../../media'
import { builtCli, isAlive, until } from '../../processes'
import { temporaryFolder } from '../library/libraryFolder'

const [photo = ''] = photoPaths

interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts the built command line as a shell would, in a process group of its own. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [builtCli, ...args], { detached: true })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()))
  const ended = new Promise<Run>((resolve) =>
    child.once('close', (code) => resolve({ code, ...output })),
  )
  return { processId: child.pid ?? 0, output, ended }
}

function run(...args: string[]): Promise<Run> {
  return start(...args).ended
}

function newCsvPath(): string {
  return join(temporaryFolder(), 'landmarks.csv')
}

async function sourcesOf(csvPath: string): Promise<string[]> {
  const rows = await readCsv(csvPath)
  return [...new Set(rows.map(({ source }) => restoreFormula(String(source))))]
}

function makeClip(): Promise<string> {
  const size = { widthPx: 640, heightPx: 360 }
  const timestampsS = constantRate(20, 25)
  return makeVideo({ name: 'cli.mp4', codec: 'avc', photo: 4, timestampsS, ...size })
}

describe('help', () => {
  it('names every option, fits 80 columns and is no error', async () => {
    const { code, stdout, stderr } = await run('--help')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    const named = ['--out', '--task', '--format', '--workers', '--no-subfolders', 'Exit code']
    expect(named.filter((word) => !stdout.includes(word))).toEqual([])
  })

  it('is not needed to learn the version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })
})

describe('a wrong command line', () => {
  const folder = makeFolder('wrong')
  const existing = join(folder, 'existing.csv')
  writeFileSync(existing, 'precious')
  const out = join(folder, 'out.csv')

  it.each([
    ['an option that does not exist', [photo, '--out', out, '--nope'], "unknown option '--nope'"],
    ['no name for the CSV', [photo], "required option '-o, --out <file>' not specified"],
    ['nothing to track', ['--out', out], "missing required argument 'paths'"],
    ['an unknown task', [photo, '--out', out, '-t', 'feet'], 'Allowed choices are hands, face,'],
    ['a word for a number', [photo, '--out', out, '-w', 'two'], 'a whole number from 1 to 64.'],
    ['a number too large', [photo, '--out', out, '--max', '99'], 'a whole number from 1 to 10.'],
    ['a share above 1', [photo, '--out', out, '--min-presence', '1.5'], 'a number from 0 to 1.'],
    ['a rate of 0', [photo, '--out', out, '--fps', '0'], 'a number above 0, at most 1000.'],
    ['two samplings', [photo, '--out', out, '--fps', '5', '--stride', '2'], 'cannot be used with'],
    ['a folder that is missing', [`${folder}/no`, '--out', out], 'There is no file or folder'],
    [
      'no folder for the CSV',
      [photo, '--out', `${folder}/no/a.csv`],
      'There is no folder to write',
    ],
    [
      'a file where a folder should be',
      [photo, '--out', `${photo}/a.csv`],
      'There is no folder to',
    ],
    [
      'a CSV that exists',
      [photo, '--out', existing],
      'exists already. Choose another name, or add',
    ],
    ['a folder as CSV', [photo, '--overwrite', '--out', folder], `${folder} is a folder. Name the`],
  ])('%s is told in a sentence and exits 2', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await run(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
    expect(stderr.trim().replace('\nRun with --help to see all options.', '')).not.toContain('\n')
    expect(readFileSync(existing, 'utf8')).toBe('precious')
  })
})

describe('a folder of good and bad files', () => {
  it('is tracked, whatever the number of workers, and the bad ones are listed', async () => {
    const folder = makeFolder('session 1')
    const good = await makeGoodFiles(folder)
    const bad = await makeBadFiles(folder)
    const [three, one] = [newCsvPath(), newCsvPath()]
    const { code, stdout, stderr } = await run(folder, '-t', 'face', '-w', '3', '--out', three)
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toMatch(/^[^\r\x1b]*$/)
    expect(stderr.match(/^refused: /gm)).toHaveLength(bad.length)
    expect(stderr).toContain(`${good.length} files done, 0 failed, ${bad.length} not supported`)
    expect(namesByPython(three)).toEqual(good)

    await run(folder, '-t', 'face', '-w', '1', '--out', one)
    expect(readFileSync(one)).toEqual(readFileSync(three))
  })

  it('that holds nothing to track is an error', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'notes.txt'), 'hands up')
    const { code, stderr } = await run(folder, '--out', newCsvPath())
    expect(code).toBe(1)
    expect(stderr).toContain('refused: notes.txt: ')
  })

  it('exits 1 when a file fails, and the others are in the CSV', async () => {
    const folder = temporaryFolder()
    copyFileSync(photo, join(folder, 'photo.jpg'))
    writeFileSync(join(folder, 'broken.mp4'), withoutPictures(readFileSync(await makeClip())))
    const csvPath = newCsvPath()
    const { code, stderr } = await run(folder, '-t', 'face', '--out', csvPath)
    expect(stderr).toContain('failed: broken.mp4: ')
    expect(stderr).toContain('1 files done, 1 failed')
    expect(code).toBe(1)
    expect(await sourcesOf(csvPath)).toEqual(['photo.jpg'])
  })
})

describe('options', () => {
  it('reach the tracking: a few frames of a video, several faces, one row for each', async () => {
    const [strided, timed] = [newCsvPath(), newCsvPath()]
    const args = [await makeClip(), '-t', 'face', '-f', 'wide', '-w', '1', '--max', '4']
    await Promise.all([
      run(...args, '--stride', '7', '--out', strided),
      run(...args, '--fps', '5', '--out', timed),
    ])
    expect(framesOf(await readCsv(strided))).toEqual([0, 7, 14])
    expect(framesOf(await readCsv(timed))).toEqual([0, 5, 10, 15])
    const rows = await readCsv(strided)
    expect(rows.length).toBeGreaterThan(3)
    expect(rows[0]).toHaveProperty('face_000_x')
  })

  it('leave folders inside a folder alone, and replace a CSV only when told to', async () => {
    const folder = temporaryFolder()
    const csvPath = newCsvPath()
    mkdirSync(join(folder, 'inside'))
    copyFileSync(photo, join(folder, 'outside.jpg'))
    copyFileSync(photo, join(folder, 'inside', 'inside.jpg'))
    writeFileSync(csvPath, 'old')
    const args = [folder, '-t', 'face', '-w', '1', '--overwrite', '--out', csvPath]
    expect((await run(...args, '--no-subfolders')).code).toBe(0)
    expect(await sourcesOf(csvPath)).toEqual(['outside.jpg'])
  })
})

describe('a run in work', () => {
  it('draws one line over and over on a terminal, never wider than that', () => {
    const photos = makePhotoFolder(60)
    const command = 'stty cols 40; exec "$@"'
    const args = [builtCli, photos, '-t', 'face', '-w', '1', '--out', newCsvPath()]
    const inTerminal = 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)'
    const shell = ['sh', '-c', command, 'sh', process.execPath, ...args]
    const screen = execFileSync('python3', ['-c', inTerminal, ...shell], { stdio: 'pipe' })
    const [progress = '', summary] = screen.toString().split(/(?<=\x1b\[K)(?=60 files done)/)
    const drawn = progress.split('\r\x1b[K').filter((line) => line !== '')
    expect(drawn.length).toBeGreaterThan(2)
    expect(drawn.filter((line) => !/^\[#*\.*\] \d.{0,12}$/.test(line))).toEqual([])
    expect(summary).toMatch(/^60 files done, 0 failed/)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'tells its progress in plain lines; on %s it writes what is finished and leaves no process',
    async (signal) => {
      const { running, csvPath, workers } = await startLong()
      // Ctrl+C reaches the whole group; a service manager asks the one process.
      process.kill(signal === 'SIGINT' ? -running.processId : running.processId, signal)
      const { code, stdout, stderr } = await running.ended
      expect(stdout).toBe('')
      expect(stderr.split('\n')[0]).toMatch(/^\d+ %, \d+ of 400 files/)
      const done = Number(/(\d+) files done, 0 failed/.exec(stderr)?.[1])
      expect(code).toBe(130)
      expect(done).toBeGreaterThan(0)
      expect(done).toBeLessThan(400)
      expect(await sourcesOf(csvPath)).toHaveLength(done)
      expect(workers.filter(isAlive)).toEqual([])
    },
  )

  it('leaves no worker behind when it is killed', async () => {
    const { running, workers } = await startLong()
    process.kill(running.processId, 'SIGKILL')
    await until(() => !workers.some(isAlive), 3000)
  })
})

/** Starts on far more photos than the test waits for; answers when some of them are done. */
async function startLong() {
  const csvPath = newCsvPath()
  const running = start(makePhotoFolder(400), '-t', 'face', '-w', '2', '--out', csvPath)
  await until(() => / [1-9]\d* of 400 files/.test(running.output.stderr))
  return { running, csvPath, workers: childrenOf(running.processId) }
}

function childrenOf(processId: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=']).toString().trim().split('\n')
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number))
  return pairs.flatMap(([id = 0, parentId]) => (parentId === processId ? [id] : []))
}

function framesOf(rows: readonly Record<string, unknown>[]): number[] {
  return [...new Set(rows.map(({ frame }) => Number(frame)))]
}

/** A video whose index is whole and whose pictures are noise. */
function withoutPictures(mp4: Buffer): Buffer {
  const start = mp4.indexOf('mdat') + 4
  const sizeBytes = mp4.readUInt32BE(start - 8) - 8
  return Buffer.from(mp4).fill('\x5anoise', start, start + sizeBytes, 'latin1')
}

/** The names in a CSV's first column, as Python's own reader gives them. */
function namesByPython(csvPath: string): string[] {
  const program =
    'import csv, json, sys\n' +
    'csv.field_size_limit(10**9)\n' +
    'rows = csv.DictReader(open(sys.argv[1], encoding="utf-8", newline=""))\n' +
    'print(json.dumps(list(dict.fromkeys(row["source"] for row in rows))))'
  const json = execFileSync('python3', ['-c', program, csvPath]).toString()
  return (JSON.parse(json) as string[]).map(restoreFormula)
}
