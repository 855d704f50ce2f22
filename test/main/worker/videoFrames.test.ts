import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { defaultTrackingOptions, type TrackingOptions } from '../../../common/tasks'
import type { Frame } from '../../../main/worker/frames'
import { openVideo } from '../../../main/worker/videoFrames'
import { constantRate, makePicture, makeTruncated, makeVideo, type VideoRecipe } from '../../media'
import { collectFrames } from './landmarkers'

const small = { photo: 4, widthPx: 320, heightPx: 240, codec: 'avc' } as const
const halfSecond = { ...small, timestampsS: constantRate(15, 30) }
const plain: VideoRecipe = { ...halfSecond, name: 'plain.mp4' }

async function read(path: string, changes: Partial<TrackingOptions> = {}) {
  const source = await openVideo(path, { ...defaultTrackingOptions('hands'), ...changes })
  const frames = await collectFrames(source)
  return { widthPx: source.widthPx, heightPx: source.heightPx, frames }
}

function timestampsUs(frames: readonly Frame[]): number[] {
  return frames.map(({ timestampUs }) => timestampUs)
}

/** Mean difference of a colour channel between two frames of one size. */
function difference(a: Frame, b: Frame): number {
  expect([a.widthPx, a.heightPx]).toEqual([b.widthPx, b.heightPx])
  let sum = 0
  for (let index = 0; index < a.pixels.length; index++) {
    sum += Math.abs(a.pixels[index]! - b.pixels[index]!)
  }
  return sum / a.pixels.length
}

const recipes: VideoRecipe[] = [
  plain,
  { ...halfSecond, name: 'h264.mov' },
  { ...halfSecond, name: 'hevc.mkv', codec: 'hevc' },
  { ...halfSecond, name: 'av1.mkv', codec: 'av1' },
  { ...halfSecond, name: 'vp8.webm', codec: 'vp8' },
  { ...halfSecond, name: 'vp9.webm', codec: 'vp9' },
]

it.each(recipes)('$name is decoded frame by frame, with the container’s times', async (recipe) => {
  const { widthPx, heightPx, frames } = await read(await makeVideo(recipe))
  expect([widthPx, heightPx]).toEqual([320, 240])
  expect(frames.map(({ frame }) => frame)).toEqual(Array.from({ length: 15 }, (_, index) => index))
  // Matroska and WebM count milliseconds.
  const stepUs = /mkv|webm/.test(recipe.name) ? 1000 : 1
  for (const [index, timestampUs] of timestampsUs(frames).entries()) {
    expect(Math.abs(timestampUs - (index * 1e6) / 30)).toBeLessThanOrEqual(stepUs)
  }
})

it('all containers and codecs show the same pictures', async () => {
  const [reference, ...others] = await Promise.all(
    recipes.map(async (recipe) => (await read(await makeVideo(recipe))).frames),
  )
  for (const frames of others) {
    const differences = reference!.map((frame) => difference(frames[7]!, frame))
    expect(differences.indexOf(Math.min(...differences))).toBe(7)
    expect(differences[7]).toBeLessThan(8)
  }
})

it('irregular timestamps come as they are', async () => {
  const timestampsS = [0, 0.04, 0.05, 0.2, 0.233, 1, 1.04, 1.5]
  const path = await makeVideo({ ...small, name: 'irregular.mp4', timestampsS })
  const { frames } = await read(path)
  const expected = timestampsS.map((timestampS) => Math.round(timestampS * 1e6))
  for (const [index, timestampUs] of timestampsUs(frames).entries()) {
    expect(Math.abs(timestampUs - expected[index]!)).toBeLessThan(20)
  }
})

it('a video that was filmed upright is given upright', async () => {
  const upright = { ...halfSecond, widthPx: 240, heightPx: 320 }
  const [reference, ...turned] = await Promise.all([
    makeVideo({ ...upright, name: 'upright.mp4' }),
    makeVideo({ ...halfSecond, name: 'turned-90.mov', rotation: 90 }),
    makeVideo({ ...upright, name: 'turned-180.mp4', rotation: 180 }),
    makeVideo({ ...halfSecond, name: 'turned-270.mp4', rotation: 270 }),
  ])
  const { frames } = await read(reference)
  for (const path of turned) {
    const video = await read(path)
    expect([video.widthPx, video.heightPx]).toEqual([240, 320])
    expect(difference(video.frames[5]!, frames[5]!)).toBeLessThan(4)
  }
})

it('frames are scaled down to the long side', async () => {
  const { widthPx, heightPx, frames } = await read(await makeVideo(plain), { inputLongSidePx: 160 })
  expect([widthPx, heightPx]).toEqual([320, 240])
  expect([frames[0]!.widthPx, frames[0]!.heightPx]).toEqual([160, 120])
  expect(frames[0]!.pixels).toHaveLength(160 * 120 * 4)
})

it('frames that are passed over keep the others’ numbers, times and pictures', async () => {
  const path = await makeVideo(plain)
  const every = (await read(path)).frames
  const third = await read(path, { videoSampling: { kind: 'stride', stride: 3 } })
  const tenASecond = await read(path, { videoSampling: { kind: 'rate', framesPerSecond: 10 } })
  for (const { frames } of [third, tenASecond]) {
    expect(frames.map(({ frame }) => frame)).toEqual([0, 3, 6, 9, 12])
    for (const frame of frames) {
      expect(frame.timestampUs).toBe(every[frame.frame]!.timestampUs)
      expect(difference(frame, every[frame.frame]!)).toBe(0)
    }
  }
})

it('the same video gives the same pixels twice', async () => {
  const path = await makeVideo(plain)
  const [first, second] = [(await read(path)).frames, (await read(path)).frames]
  expect(first.map((frame, index) => difference(frame, second[index]!))).toEqual(Array(15).fill(0))
})

it('progress rises to the end', async () => {
  const { frames } = await read(await makeVideo(plain))
  const progress = frames.map((frame) => frame.progress!)
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect(progress[0]).toBeCloseTo(1 / 15, 2)
  expect(progress.at(-1)).toBeCloseTo(1, 2)
})

it('a video may be left in the middle', async () => {
  const source = await openVideo(await makeVideo(plain), defaultTrackingOptions('hands'))
  for await (const { frame } of source.frames()) if (frame === 3) break
  source.close()
  expect(() => source.close()).not.toThrow()
})

it('a video that breaks off fails with a sentence that says where', async () => {
  const name = 'two-seconds.mp4'
  const whole = await makeVideo({
    ...small,
    name,
    timestampsS: constantRate(60, 30),
    tableFirst: true,
  })
  const path = await makeTruncated(whole, 'half.mp4', 0.5)
  await expect(read(path)).rejects.toThrow(/half\.mp4 breaks off at [01]\.\d of 2\.0 seconds/)
})

it('a video that lost its table of contents fails with a sentence', async () => {
  const path = await makeTruncated(await makeVideo(plain), 'no-table.mp4', 0.8)
  await expect(read(path)).rejects.toThrow('no-table.mp4 has no pictures')
})

it('a video whose header makes no sense fails with a sentence', async () => {
  const video = await readFile(await makeVideo(plain))
  // The time scale of the film as a whole, 16 bytes after the name of its header.
  video.writeUInt32BE(0, video.indexOf('mvhd', 0, 'latin1') + 16)
  const path = await makePicture('no-time-scale.mp4', () => video)
  await expect(read(path)).rejects.toThrow('no-time-scale.mp4 cannot be')
})

it('a video of damaged pictures fails with a sentence, and with nothing else', async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown): void => void unhandled.push(error)
  process.on('unhandledRejection', note)
  const video = await readFile(await makeVideo(plain))
  video.fill(
    0xff,
    video.indexOf('mdat', 0, 'latin1') + 4000,
    video.indexOf('moov', 0, 'latin1') - 4,
  )
  const path = await makePicture('damaged-pictures.mp4', () => video)
  await expect(read(path)).rejects.toThrow('damaged-pictures.mp4 cannot be decoded after frame')
  await setImmediate()
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

it('a duration without end is no promise of one', async () => {
  const recipe = { ...halfSecond, name: 'endless-source.mkv' } as const
  const video = await readFile(await makeVideo(recipe))
  // The duration, a number of double precision after its id and size.
  video.writeDoubleBE(Infinity, video.indexOf(Buffer.from('448988', 'hex')) + 3)
  const { frames } = await read(await makePicture('endless.mkv', () => video))
  expect(frames).toHaveLength(15)
})

it('what is not a video, or is gone, is named', async () => {
  const words = await makePicture('words.mp4', () => Buffer.from('These are words, not a video.'))
  await expect(read(words)).rejects.toThrow('words.mp4 cannot be read')
  const empty = await makePicture('empty.mp4', () => new Uint8Array())
  await expect(read(empty)).rejects.toThrow('empty.mp4 cannot be read')
  await expect(read('/nowhere/gone.mp4')).rejects.toThrow('gone.mp4 cannot be opened')
})
