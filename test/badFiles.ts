import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { RefusalReason } from '../common/media'
import {
  box,
  encodePhoto,
  makeGif,
  readJpeg,
  splitIntoScans,
  withPngSize,
} from './main/media/samples'
import { constantRate, makeVideo } from './media'

/** A file, link or folder that cannot be tracked. */
export interface BadFile {
  readonly path: string
  /** As it is listed when the folder was added. */
  readonly name: string
  readonly reason: RefusalReason
}

/** Writes one bad thing; throws where the system has no such thing. */
type Write = (path: string) => Promise<unknown>
type Recipe = readonly [name: string, reason: RefusalReason, write: Write]

/**
 * Writes some forty bad files into an existing folder, each bad in its own way, and answers them in
 * the order in which they are found. Those that this system or user cannot have are left out.
 */
export async function makeBadFiles(folder: string): Promise<BadFile[]> {
  const made: BadFile[] = []
  for (const [name, reason, write] of [
    ...damagedFiles,
    ...otherFiles,
    ...places,
    ...systemPlaces(),
  ]) {
    const path = join(folder, name)
    await write(path)
    made.push({ path, name, reason })
  }
  return [...made, ...(await makeBadName(folder))].sort((a, b) => (a.name < b.name ? -1 : 1))
}

const damagedFiles: readonly Recipe[] = [
  ['empty.jpg', 'empty', content('')],
  ['empty video.mp4', 'empty', content('')],
  ['a few bytes.jpg', 'truncated', content('\xff\xd8\xff\xe0')],
  ['nothing but zeros.jpg', 'truncated', content('\0'.repeat(20_000))],
  ['cut photo.jpg', 'truncated', cut(readJpeg, 0.5)],
  ['cut, "quoted"\nphoto.jpg', 'truncated', cut(readJpeg, 0.99)],
  ['=cut in its header.jpg', 'truncated', cut(readJpeg, 0.003)],
  ['cut progressive.jpeg', 'truncated', cut(async () => splitIntoScans(await readJpeg()), 0.7)],
  ['cut picture.png', 'truncated', cut(() => encodePhoto('png'), 0.5)],
  ['cut picture.webp', 'truncated', cut(() => encodePhoto('webp'), 0.5)],
  ['cut picture.avif', 'truncated', cut(() => encodePhoto('avif'), 0.5)],
  ['cut picture.gif', 'truncated', cut(() => Promise.resolve(makeGif()), 0.5)],
  ['cut video.mp4', 'truncated', cut(() => readVideo('bad.mp4'), 0.5)],
  ['cut video.mov', 'truncated', cut(() => readVideo('bad.mov'), 0.9)],
  ['cut video.mkv', 'truncated', cut(() => readVideo('bad.mkv'), 0.5)],
  ['cut video.webm', 'truncated', cut(() => readVideo('bad.webm'), 0.9)],
  ['recording without an index.mp4', 'truncated', unfinishedRecording],
  ['damaged header.png', 'unreadable', damagedPng],
  ['bomb.png', 'oversized', bomb],
  [
    'bomb.gif',
    'oversized',
    (path) => writeFile(path, makeGif({ widthPx: 60_000, heightPx: 60_000 })),
  ],
]

const otherFiles: readonly Recipe[] = [
  ['picture.jpg', 'wrongly-named', async (path) => writeFile(path, await encodePhoto('png'))],
  ['photo.png', 'wrongly-named', async (path) => writeFile(path, await readJpeg())],
  ['matroska.mp4', 'wrongly-named', async (path) => writeFile(path, await readVideo('bad.mkv'))],
  ['photo.mov', 'wrongly-named', async (path) => writeFile(path, await readJpeg())],
  [
    'heic.jpg',
    'wrongly-named',
    (path) => writeFile(path, box('ftyp', Buffer.from('heic\0\0\0\0mif1heic'))),
  ],
  ['web page.jpg', 'wrongly-named', content('<!DOCTYPE html>\n<title>404 Not Found</title>\n')],
  ['pointer.png', 'wrongly-named', content('version https://git-lfs.github.com/spec/v1\n')],
  ['document.jpeg', 'wrongly-named', content('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')],
  ['noise.webp', 'wrongly-named', (path) => writeFile(path, Buffer.alloc(9000, '\x8f\x03noise'))],
  ['IMG_0001.HEIC', 'unsupported', content('whatever is in it')],
  ['scan.tiff', 'unsupported', content('II*\0')],
  ['clip.avi', 'unsupported', content('RIFF\0\0\0\0AVI LIST')],
  ['notes.txt', 'unsupported', content('hands up\n')],
  ['photo without extension', 'unsupported', async (path) => writeFile(path, await readJpeg())],
  ['.hidden.jpg', 'hidden', async (path) => writeFile(path, await readJpeg())],
  ['Thumbs.db', 'hidden', content('thumbnails')],
]

const places: readonly Recipe[] = [
  ['.hidden folder', 'hidden', (path) => mkdir(path)],
  ['folder.jpg', 'unreadable', (path) => mkdir(path)],
]

/** Places that only some systems have, or that people without more rights cannot make. */
function systemPlaces(): Recipe[] {
  if (process.platform === 'win32') return []
  const recipes: Recipe[] = [
    ['dangling link.jpg', 'unreadable', (path) => symlink('not there.jpg', path)],
    ['link to itself.jpg', 'link-loop', (path) => symlink('link to itself.jpg', path)],
    ['link to its folder', 'link-loop', (path) => symlink('.', path)],
    ['device.png', 'unreadable', (path) => symlink('/dev/zero', path)],
    ['pipe.jpg', 'unreadable', (path) => promisify(execFile)('mkfifo', [path])],
  ]
  // The superuser may read everything.
  return process.getuid?.() === 0
    ? recipes
    : [...recipes, ['forbidden.jpg', 'unreadable', forbidden]]
}

/** Linux lets a name be any bytes; others refuse such a name. */
async function makeBadName(folder: string): Promise<BadFile[]> {
  if (process.platform !== 'linux') return []
  await writeFile(
    Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.jpg')]),
    'x',
  )
  const name = 'caf\\xe9.jpg'
  return [{ path: join(folder, name), name, reason: 'unreadable' }]
}

function content(text: string): Write {
  return (path) => writeFile(path, text, 'latin1')
}

function cut(read: () => Promise<Buffer>, share: number): Write {
  return async (path) => {
    const bytes = await read()
    await writeFile(path, bytes.subarray(0, Math.floor(bytes.length * share)))
  }
}

async function readVideo(name: `bad.${'mp4' | 'mov' | 'mkv' | 'webm'}`): Promise<Buffer> {
  const [size, timestampsS] = [{ widthPx: 160, heightPx: 90 }, constantRate(5, 10)]
  const codec = name === 'bad.webm' ? 'vp9' : 'avc'
  return readFile(await makeVideo({ name, codec, photo: 1, timestampsS, ...size }))
}

function unfinishedRecording(path: string): Promise<void> {
  const boxes = [
    box('ftyp', Buffer.from('isom\0\0\x02\0isom')),
    box('mdat', Buffer.alloc(30_000, 7)),
  ]
  return writeFile(path, Buffer.concat(boxes))
}

async function damagedPng(path: string): Promise<void> {
  const png = Buffer.from(await encodePhoto('png'))
  png.write('XXXX', 12)
  await writeFile(path, png)
}

/** 9,000 megapixels in some kilobytes: decoding it would take 36 GB. */
async function bomb(path: string): Promise<void> {
  await writeFile(path, withPngSize(await encodePhoto('png'), 100_000, 90_000))
}

async function forbidden(path: string): Promise<void> {
  await writeFile(path, await readJpeg())
  await chmod(path, 0)
}
