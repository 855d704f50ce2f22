import { appendFileSync, copyFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import type { AnnotationRequest } from '../../../common/annotationProtocol'
import { defaultCsvOptions } from '../../../common/export/options'
import type { Job } from '../../../common/jobs'
import { landmarkStride, type FrameLandmarks, type PackedPart } from '../../../common/landmarks'
import { inEnglish } from '../../../common/sentence'
import { topologies } from '../../../common/topologies'
import { Annotator } from '../../../main/export/annotator'
import { exportLandmarks } from '../../../main/export/exportFile'
import type { ExportWatch } from '../../../main/export/exportWatch'
import { Library } from '../../../main/library/library'
import { createNodeHost } from '../../../main/pool/nodeHost'
import { openVideo } from '../../../main/worker/videoFrames'
import { constantRate, makePicture, makeVideo, withExifOrientation, photoPaths } from '../../media'
import { builtAnnotator, isAlive } from '../../processes'
import { temporaryFolder } from '../library/libraryFolder'
import { done, newBatch, waitingJob } from '../library/libraryRecords'
import { readSidecar } from './exporting'

const [widthPx, heightPx] = [640, 360]

/** A thumb that lies straight across the picture, at this height; 0 is the top. */
function thumbAt(y: number): PackedPart {
  const points = new Float32Array(topologies.hand.landmarks.length * landmarkStride).fill(NaN)
  for (const index of [1, 2, 3, 4]) points.set([0.2 * index, y], index * landmarkStride)
  return { part: 'hand', topology: 'hand', subject: 0, handedness: null, score: null, points }
}

/** Every frame of a video of 30 frames a second; the thumb sinks from frame to frame. */
function sinkingThumb(frames: readonly number[]): FrameLandmarks[] {
  return frames.map((frame) => ({
    ...{ frame, timestampUs: Math.round((frame * 1e6) / 30), parts: [thumbAt(heightAt(frame))] },
  }))
}

function heightAt(frame: number): number {
  return 0.1 + frame / 40
}

const everyFrame = Array.from({ length: 30 }, (_, frame) => frame)

function walkVideo(): Promise<string> {
  const timestampsS = constantRate(30, 30)
  return makeVideo({ name: 'drawn.mp4', codec: 'avc', photo: 1, widthPx, heightPx, timestampsS })
}

interface Tracked {
  readonly path: string
  readonly kind?: 'photo' | 'video'
  /** When it was tracked, if that is not its size of now. */
  readonly sizeBytes?: number
  readonly frames: readonly FrameLandmarks[]
}

interface Trial {
  readonly stride?: number
  readonly watch?: ExportWatch
  readonly onStarted?: (processId: number | undefined) => void
}

/** Stores files as if they had been tracked, and exports them annotated into a new folder. */
async function annotate(files: readonly Tracked[], trial: Trial = {}) {
  await using library = await Library.openInMemory()
  const { options, ...batch } = newBatch('hands')
  const videoSampling =
    trial.stride === undefined
      ? options.videoSampling
      : ({ kind: 'stride', stride: trial.stride } as const)
  const batchId = await library.createBatch({ ...batch, options: { ...options, videoSampling } })
  const ids = library.reserveSourceIds(files.length)
  const jobs = files.map(({ path, kind, ...file }, index): Job => {
    const sizeBytes = file.sizeBytes ?? (path === missing ? 1000 : statSync(path).size)
    return {
      ...waitingJob(ids[index]!, basename(path)),
      ...{ path, sizeBytes, mediaKind: kind ?? 'video' },
    }
  })
  await library.addSources(batchId, jobs)
  for (const [index, { frames }] of files.entries()) {
    library.appendFrames(ids[index]!, frames)
    await library.finishSource(ids[index]!, done(frames))
  }
  const start = createNodeHost<AnnotationRequest>(builtAnnotator, () => undefined)
  return await exportLandmarks({
    ...{ library, sourceIds: ids, appVersion: '9.9.9' },
    ...{
      destinationPath: join(temporaryFolder(), 'drawn'),
      ...(trial.watch && { watch: trial.watch }),
    },
    options: { format: 'annotated', csv: defaultCsvOptions },
    startAnnotator: () => {
      const connection = start()
      trial.onStarted?.(connection.processId())
      return new Annotator(connection, () => undefined)
    },
  })
}

/** A file that nobody has. */
const missing = join('nowhere', 'gone.mp4')

/** At which height, from 0 to 1, a picture has the yellow of a thumb in its middle; null: nowhere. */
function yellowHeight(pixels: Uint8ClampedArray, width: number, height: number): number | null {
  const rows = Array.from({ length: height }, (_, row) => row).filter((row) => {
    const [red, green, blue] = pixels.subarray((row * width + width / 2) * 4)
    return red! > 190 && green! > 160 && blue! < 110
  })
  if (rows.length === 0) return null
  return (rows[0]! + rows.at(-1)! + 1) / 2 / height
}

async function readFrames(path: string) {
  const source = await openVideo(path, {
    ...{ videoSampling: { kind: 'every-frame' }, inputLongSidePx: Infinity },
  })
  const frames: { timestampUs: number; thumb: number | null }[] = []
  for await (const { timestampUs, pixels, widthPx, heightPx } of source.frames()) {
    frames.push({ timestampUs, thumb: yellowHeight(pixels, widthPx, heightPx) })
  }
  source.close()
  return frames
}

async function readPhoto(path: string) {
  const image = await loadImage(path)
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  const { width, height } = image
  return { width, height, thumb: yellowHeight(new Uint8ClampedArray(canvas.data()), width, height) }
}

describe('an annotated video', () => {
  it('shows every frame with its own landmarks, at its own time', async () => {
    const { path, rows, files } = await annotate([
      { path: await walkVideo(), frames: sinkingThumb(everyFrame) },
    ])
    expect([readdirSync(path), rows, files]).toEqual([
      ['drawn_landmarks.mp4', 'export.json'],
      ...[30, 1],
    ])
    const drawn = await readFrames(join(path, 'drawn_landmarks.mp4'))
    expect(drawn.map(({ timestampUs }) => timestampUs)).toEqual(
      everyFrame.map((frame) => Math.round((frame * 1e6) / 30)),
    )
    for (const [frame, { thumb }] of drawn.entries()) {
      expect(thumb).toBeCloseTo(heightAt(frame), 1.7)
    }
  })

  it('shows only the frames that were tracked, each for as long as it takes to the next', async () => {
    const tracked = everyFrame.filter((frame) => frame % 3 === 0)
    const { path } = await annotate([{ path: await walkVideo(), frames: sinkingThumb(tracked) }], {
      stride: 3,
    })
    const drawn = await readFrames(join(path, 'drawn_landmarks.mp4'))
    expect(drawn.map(({ timestampUs }) => timestampUs)).toEqual(
      tracked.map((frame) => Math.round((frame * 1e6) / 30)),
    )
  })

  it('begins at the first frame that there are landmarks of, as where it was trimmed', async () => {
    const trimmed = everyFrame.slice(10, 20)
    const { path } = await annotate([{ path: await walkVideo(), frames: sinkingThumb(trimmed) }])
    const drawn = await readFrames(join(path, 'drawn_landmarks.mp4'))
    expect(drawn.map(({ timestampUs }) => timestampUs)).toEqual(
      trimmed.map((_, index) => Math.round((index * 1e6) / 30)),
    )
    expect(drawn[0]!.thumb).toBeCloseTo(heightAt(10), 1.7)
  })
})

describe('an annotated photo', () => {
  it('is upright, in its own size, with the landmarks on it', async () => {
    const turned = await makePicture('turned-to-draw.jpg', async () => {
      const plain = await loadImage(photoPaths[0]!)
      const canvas = createCanvas(plain.width, plain.height)
      canvas.getContext('2d').drawImage(plain, 0, 0)
      return withExifOrientation(await canvas.encode('jpeg', 85), 6)
    })
    const { path } = await annotate([
      { path: turned, kind: 'photo', frames: sinkingThumb([8]).map(atStart) },
    ])
    const stored = await loadImage(photoPaths[0]!)
    const { width, height, thumb } = await readPhoto(join(path, 'turned-to-draw_landmarks.jpg'))
    expect([width, height]).toEqual([stored.height, stored.width])
    expect(thumb).toBeCloseTo(heightAt(8), 1.7)
  })
})

function atStart(frame: FrameLandmarks): FrameLandmarks {
  return { ...frame, frame: 0, timestampUs: 0 }
}

describe('what cannot be drawn on', () => {
  it('is left out and told; the rest is drawn', async () => {
    const folder = temporaryFolder()
    const changed = join(folder, 'changed.mp4')
    copyFileSync(await walkVideo(), changed)
    const sizeBytes = statSync(changed).size
    appendFileSync(changed, 'more')
    const broken = join(folder, 'broken.jpg')
    writeFileSync(broken, 'no picture at all')
    const { path, leftOut } = await annotate([
      { path: missing, frames: sinkingThumb([0]) },
      { path: broken, kind: 'photo', frames: sinkingThumb([0]) },
      { path: changed, sizeBytes, frames: sinkingThumb(everyFrame) },
      { path: await walkVideo(), frames: sinkingThumb(everyFrame) },
    ])
    expect(readdirSync(path)).toEqual(['drawn_landmarks.mp4', 'export.json'])
    expect(inEnglish(leftOut!)).toBe(
      'Left out 3 files, which export.json lists; the first of them: broken.jpg cannot be decoded: it is damaged or not a photo.',
    )
    expect(readSidecar(path).failures).toEqual([
      {
        source: 'broken.jpg',
        message: 'broken.jpg cannot be decoded: it is damaged or not a photo.',
      },
      {
        source: 'changed.mp4',
        message: 'changed.mp4 was changed after it was tracked: track it again.',
      },
      { source: 'gone.mp4', message: 'gone.mp4 is no longer where it was tracked.' },
    ])
  })

  it('fails the export if it is everything', async () => {
    await expect(annotate([{ path: missing, frames: sinkingThumb([0]) }])).rejects.toThrow(
      'gone.mp4 is no longer where it was tracked.',
    )
  })

  it('costs the others nothing, even if the process that draws dies of it', async () => {
    const started: number[] = []
    const video = { path: await walkVideo(), frames: sinkingThumb(everyFrame) }
    const { leftOut, files } = await annotate([video, video], {
      onStarted: (processId) => {
        started.push(processId!)
        if (started.length === 1) process.kill(processId!, 'SIGKILL')
      },
    })
    expect([files, started.length]).toEqual([1, 2])
    expect(inEnglish(leftOut!)).toMatch(
      /^Left out one file: The process that draws has ended \(SIGKILL\)/,
    )
  })
})

describe('somebody who follows the export', () => {
  it('hears how far it is', async () => {
    const shares: number[] = []
    const photo = { path: photoPaths[0]!, kind: 'photo' as const, frames: sinkingThumb([0]) }
    await annotate([photo, photo, photo, photo], {
      watch: {
        signal: new AbortController().signal,
        onProgress: (share) => shares.push(share),
      },
    })
    expect(shares).toEqual([0.25, 0.5, 0.75, 1])
  })

  it('can stop it at once; nothing is left, and no process', async () => {
    const stopping = new AbortController()
    let processId = 0
    const video = { path: await walkVideo(), frames: sinkingThumb(everyFrame) }
    const watch = { signal: stopping.signal, onProgress: () => stopping.abort() }
    const photo = { path: photoPaths[0]!, kind: 'photo' as const, frames: sinkingThumb([0]) }
    await expect(
      annotate([photo, video], { watch, onStarted: (id) => (processId = id!) }),
    ).rejects.toThrow('aborted')
    await expect.poll(() => isAlive(processId)).toBe(false)
  })
})
