import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { BVHLoader } from 'three/examples/jsm/loaders/BVHLoader.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportFormats, type ExportFormat } from '../../../common/export/formats'
import { markerNames } from '../../../common/export/motion/spaceMarkers'
import { inEnglish } from '../../../common/sentence'
import { Library } from '../../../main/library/library'
import { constantRate, makeVideo, photoPaths } from '../../media'
import { builtCli } from '../../processes'
import { exportTo, readCells, readSidecar } from './exporting'
import { readC3d } from './readC3d'

/** A person of a photo under a moving camera, and that photo, tracked by the command line. */
let folder: string
let library: Library
let sourceIds: number[]

const frames = 12
const framesPerSecond = 25

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'landmark-studio-test-'))
  const video = await makeVideo({
    ...{ name: 'formats.mp4', codec: 'avc', photo: 4, widthPx: 640, heightPx: 360 },
    timestampsS: constantRate(frames, framesPerSecond),
  })
  await copyFile(video, join(folder, 'person.mp4'))
  await copyFile(photoPaths[3]!, join(folder, 'person.jpg'))
  const libraryPath = join(folder, 'library.duckdb')
  const paths = [join(folder, 'person.mp4'), join(folder, 'person.jpg')]
  const options = ['--task', 'holistic', '--workers', '1', '--library', libraryPath]
  const out = ['--format', 'trc', '--out', join(folder, 'by command line')]
  execFileSync(process.execPath, [builtCli, ...paths, ...options, ...out], { stdio: 'ignore' })
  library = await Library.open(libraryPath)
  sourceIds = (await library.readBatch(1)).jobs.map(({ id }) => id)
})

afterAll(async () => {
  await library.close()
  rmSync(folder, { recursive: true })
})

async function exportAs(format: ExportFormat): Promise<string> {
  return (await exportTo(library, sourceIds, format)).path
}

/** x, y and z of a landmark in the first frame of the video, by the long CSV. */
async function placeByCsv(part: string, landmark: string): Promise<number[]> {
  const [names = [], ...rows] = readCells(await exportAs('csv'), ',')
  const column = (cells: readonly string[], name: string) => cells[names.indexOf(name)]
  const row = rows.find(
    (cells) =>
      column(cells, 'source') === 'person.mp4' &&
      column(cells, 'part') === part &&
      column(cells, 'landmark') === landmark,
  )!
  return ['world_x', 'world_y', 'world_z'].map((name) => Number(column(row, name)))
}

describe('a tracked video', () => {
  // What draws on pictures is tested where there are pictures: annotatedFiles.test.ts.
  const formatsOfNumbers = exportFormats.filter((format) => format !== 'annotated')
  it.each(formatsOfNumbers)('exported twice as %s gives the same bytes', async (format) => {
    const contents = async () => {
      const path = await exportAs(format)
      const isFolder = readdirSync(join(path, '..'), { withFileTypes: true }).some(
        (entry) => entry.name === 'export' && entry.isDirectory(),
      )
      const files = isFolder ? readdirSync(path).map((name) => join(path, name)) : [path]
      return files.map((file) => readFileSync(file, 'base64'))
    }
    expect(await contents()).toEqual(await contents())
  })

  it('is by the command line what it is by the window', async () => {
    const name = 'person_subject_0.trc'
    const own = readFileSync(join(await exportAs('trc'), name), 'utf8')
    expect(readFileSync(join(folder, 'by command line', name), 'utf8')).toBe(own)
  })

  it('has a row for each landmark in Parquet, as in CSV', async () => {
    const rows = await parquetReadObjects({
      file: await asyncBufferFromFile(await exportAs('parquet')),
    })
    expect(rows).toHaveLength(readCells(await exportAs('csv'), ',').length - 1)
    const nose = rows.find(
      ({ source, landmark }) => source === 'person.mp4' && landmark === 'nose',
    )!
    expect([nose.world_x, nose.world_y, nose.world_z]).toEqual(
      (await placeByCsv('pose', 'nose')).map(Math.fround),
    )
  })

  it('has its markers in TRC and C3D where the CSV has its landmarks, but the right way up', async () => {
    const [x = NaN, y = NaN, z = NaN] = await placeByCsv('pose', 'left_knee')
    const trc = readCells(join(await exportAs('trc'), 'person_subject_0.trc'), '\t')
    const column = trc[3]!.indexOf('left_knee')
    const marker = trc[6]!.slice(column, column + 3).map(Number)
    const expected = [x, -y, -z].map((metres) => expect.closeTo(metres * 1000, 2) as number)
    expect(marker).toEqual(expected)
    const c3d = readC3d(join(await exportAs('c3d'), 'person_subject_0.c3d'))
    const index = markerNames('holistic').indexOf('left_knee')
    expect(c3d.frames[0]![index]).toEqual([...expected, 0])
    expect([c3d.header.rate, c3d.frames.length, trc.length - 6]).toEqual([
      ...[framesPerSecond, frames, frames],
    ])
  })

  it('is a skeleton in BVH with all its joints, turned in every frame', async () => {
    const text = readFileSync(join(await exportAs('bvh'), 'person_subject_0.bvh'), 'utf8')
    const { skeleton, clip } = new BVHLoader().parse(text)
    expect(skeleton.bones.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Hips', 'Chest', 'Head', 'LeftFoot', 'RightHand']),
    )
    expect(clip.tracks[0]!.times).toHaveLength(frames)
    const numbers = clip.tracks.flatMap(({ values }) => [...values])
    expect(numbers.every(Number.isFinite)).toBe(true)
  })

  it('has angles in MOT that a body can have', async () => {
    const lines = readCells(join(await exportAs('mot'), 'person_subject_0.mot'), '\t')
    const rows = lines.slice(lines.findIndex(([first]) => first === 'endheader') + 2)
    expect(rows).toHaveLength(frames)
    const angles = rows.flatMap((cells) => cells.slice(1).map(Number))
    expect(angles.filter((angle) => Math.abs(angle) <= 180)).toHaveLength(frames * 10)
  })

  it('has pixels inside the picture for DeepLabCut and OpenFace', async () => {
    const body = readCells(join(await exportAs('deeplabcut'), 'personLandmarkStudio.csv'), ',')
    const nose = body[1]!.indexOf('nose')
    const face = readCells(join(await exportAs('openface'), 'person.csv'), ',')
    const [, first = []] = face.map((cells) => cells.map((cell) => cell.trim()))
    expect([body.length - 3, face.length - 1, first[4]]).toEqual([frames, frames, '1'])
    const inside = (x: number, y: number) => x > 0 && x < 640 && y > 0 && y < 360
    expect(inside(Number(body[3]![nose]), Number(body[3]![nose + 1]))).toBe(true)
    // Point 30 is the tip of the nose in both schemes, near enough.
    const [x, y] = [Number(first[5 + 30]), Number(first[5 + 68 + 30])]
    expect(inside(x, y)).toBe(true)
    expect(Math.hypot(x - Number(body[3]![nose]), y - Number(body[3]![nose + 1]))).toBeLessThan(40)
  })

  it('leaves the photo beside it out of formats for motion', async () => {
    const { leftOut, path } = await exportTo(library, sourceIds, 'trc')
    expect(inEnglish(leftOut!)).toBe('Left out one photo: this format is for motion.')
    const sidecar = readSidecar(path) as { files: { source: string }[] }
    expect(new Set(sidecar.files.map(({ source }) => source))).toEqual(new Set(['person.mp4']))
  })
})
