import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constantRate, makeVideo, photoPaths } from '../media'

/** A new empty folder; the system's temporary folder is cleaned by the system. */
export function makeFolder(name: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'studio-test-')), name)
  mkdirSync(folder)
  return folder
}

/** Names that are hard on programs: each must survive into the CSV and back. */
export const strangeNames = [
  'plain.jpg',
  'with space.jpg',
  'with "quotes", and commas.jpg',
  'line\nbreak.jpg',
  'Zeichen äöü 手話 🖐.jpg',
  "=cmd|' !A1'.jpg",
  '+1.jpg',
  '-1.jpg',
  '@name.jpg',
]

/** Photographs of people under strange names, one of them in a folder inside, and a short video. */
export async function makeGoodFiles(folder: string): Promise<string[]> {
  for (const [index, name] of strangeNames.entries()) {
    await copyFile(photoPaths[index % photoPaths.length]!, join(folder, name))
  }
  mkdirSync(join(folder, 'inside'))
  await copyFile(photoPaths[1]!, join(folder, 'inside', 'plain.jpg'))
  const video = await makeVideo({
    name: 'walk.mp4',
    codec: 'avc',
    photo: 4,
    widthPx: 640,
    heightPx: 360,
    timestampsS: constantRate(20, 25),
  })
  await copyFile(video, join(folder, 'walk.mp4'))
  return [...strangeNames, 'inside/plain.jpg', 'walk.mp4'].sort()
}

/** The six photographs over and over, as many files as asked for. */
export function makePhotoFolder(count: number): string {
  const folder = makeFolder('many photos')
  for (let index = 0; index < count; index += 1) {
    copyFileSync(photoPaths[index % photoPaths.length]!, join(folder, `${orderedName(index)}.jpg`))
  }
  return folder
}

/** The same, but some of the files, evenly spread, are videos long enough to be cut. */
export async function makeMixedFolder(count: number, longVideos: number): Promise<string> {
  const folder = makePhotoFolder(count)
  for (let video = 0; video < longVideos; video += 1) {
    const index = Math.floor(((video + 0.5) * count) / longVideos)
    rmSync(join(folder, `${orderedName(index)}.jpg`))
    await copyFile(await makeLongVideo(video), join(folder, `${orderedName(index)}.mp4`))
  }
  return folder
}

/** A walk (`walk.mp4`, at 25 frames a second) and a photo (`friends.jpg`) of people. */
export async function makePeopleFolder(frames: number): Promise<string> {
  const folder = makeFolder('people')
  const video = await makeVideo({
    ...{ name: `people-${frames}.mp4`, codec: 'avc', photo: 4, widthPx: 640, heightPx: 360 },
    timestampsS: constantRate(frames, 25),
  })
  await copyFile(video, join(folder, 'walk.mp4'))
  await copyFile(photoPaths[3]!, join(folder, 'friends.jpg'))
  return folder
}

/** A video of two to four segments, over which faces come and go. Three kinds take turns. */
export function makeLongVideo(number = 0): Promise<string> {
  const { seconds, photo, y } = longVideos[number % longVideos.length]!
  return makeVideo({
    ...{ name: `faces-${seconds}s.mp4`, codec: 'avc', widthPx: 480, heightPx: 270 },
    ...{ photo, timestampsS: constantRate(seconds * 10, 10) },
    camera: (share) => ({ x: 0.5 + 0.3 * Math.sin(share * 12), y, width: 0.5 }),
  })
}

/** Each at the height at which its photo has faces. */
const longVideos = [
  { seconds: 36, photo: 4, y: 0.22 },
  { seconds: 28, photo: 3, y: 0.32 },
  { seconds: 40, photo: 6, y: 0.36 },
] as const

function orderedName(index: number): string {
  return String(index).padStart(5, '0')
}
