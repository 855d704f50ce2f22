import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Landmarker, Picture } from '../../common/landmarker'
import { landmarkFields, type LandmarkField, type PackedPart } from '../../common/landmarks'
import { tasks, type Task } from '../../common/tasks'
import { topologies } from '../../common/topologies'
import {
  blackPicture,
  detectPhoto,
  detectVideo,
  loadTask,
  mirror,
  panOver,
  readPhoto,
} from '../main/worker/landmarkers'

const partsOfPhoto: Record<Task, { photo: number; parts: string[] }> = {
  hands: { photo: 2, parts: ['hand', 'hand'] },
  face: { photo: 3, parts: ['face'] },
  pose: { photo: 2, parts: ['pose'] },
  holistic: { photo: 2, parts: ['pose', 'left_hand', 'face'] },
}

/** Which fields each part of a task has; the others are unknown. */
const image: LandmarkField[] = ['x', 'y', 'z']
const world: LandmarkField[] = ['world_x', 'world_y', 'world_z']
const knownFields = {
  pose: [...image, ...world, 'visibility'],
  left_hand: [...image, ...world],
  right_hand: [...image, ...world],
  hand: [...image, ...world],
  face: image,
}

function fieldValues({ points }: PackedPart, field: LandmarkField): number[] {
  const index = landmarkFields.indexOf(field)
  return [...points].filter((_, offset) => offset % landmarkFields.length === index)
}

function centre(part: PackedPart, field: 'x' | 'y'): number {
  const values = fieldValues(part, field)
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

describe.each(tasks)('the landmarker of %s', (task) => {
  let landmarker: Landmarker
  let photos: Picture[]
  /** What a landmarker that has seen nothing else says of the first photo and of its video. */
  let fresh: { photo: PackedPart[]; video: PackedPart[][] }

  beforeAll(async () => {
    const { photo } = partsOfPhoto[task]
    photos = await Promise.all([photo, 4, 5].map((number) => readPhoto(number)))
    const first = await loadTask(task)
    fresh = { photo: await detectPhoto(first, photos[0]!), video: [] }
    first.close()
    const second = await loadTask(task)
    fresh.video = await detectVideo(second, panOver(photos[0]!, 3))
    second.close()
    landmarker = await loadTask(task)
  })

  afterAll(() => landmarker.close())

  it('finds people in a photo', () => {
    expect(fresh.photo.map(({ part }) => part)).toEqual(partsOfPhoto[task].parts)
  })

  it('finds people in a video', () => {
    const framesDetected = fresh.video.filter((parts) => parts.length > 0).length
    expect(framesDetected).toBeGreaterThanOrEqual(2)
  })

  it('gives every landmark of the topology, and NaN for what it does not know', () => {
    for (const part of fresh.photo) {
      const count = topologies[part.topology].landmarks.length
      for (const field of landmarkFields) {
        const values = fieldValues(part, field)
        expect(values).toHaveLength(count)
        expect(values.some(Number.isNaN), field).toBe(!knownFields[part.part].includes(field))
      }
    }
  })

  it('gives coordinates normalised to the picture', () => {
    for (const part of fresh.photo) {
      expect(centre(part, 'x')).toBeGreaterThan(0)
      expect(centre(part, 'x')).toBeLessThan(1)
      expect(centre(part, 'y')).toBeGreaterThan(0)
      expect(centre(part, 'y')).toBeLessThan(1.2)
    }
  })

  it('finds nobody in a black picture', async () => {
    expect(await detectPhoto(landmarker, blackPicture())).toEqual([])
    expect(await detectVideo(landmarker, [blackPicture(), blackPicture()])).toEqual([[], []])
  })

  it('says the same of a photo, bit by bit, whatever came before', async () => {
    for (const other of photos.slice(1)) await detectPhoto(landmarker, other)
    expect(await detectPhoto(landmarker, photos[0]!)).toEqual(fresh.photo)
    expect(await detectPhoto(landmarker, photos[0]!)).toEqual(fresh.photo)
    await detectVideo(landmarker, panOver(photos[1]!, 2))
    expect(await detectPhoto(landmarker, photos[0]!)).toEqual(fresh.photo)
  })

  it('says the same of a video, bit by bit, whatever came before', async () => {
    const video = panOver(photos[0]!, 3)
    await detectPhoto(landmarker, photos[1]!)
    expect(await detectVideo(landmarker, video)).toEqual(fresh.video)
    await detectVideo(landmarker, panOver(photos[2]!, 2))
    expect(await detectVideo(landmarker, video)).toEqual(fresh.video)
  })

  it('refuses bad pictures and times, and works on', async () => {
    await landmarker.startSource('video')
    const { widthPx, heightPx, pixels } = photos[0]!
    const refused: [Picture, number][] = [
      [{ widthPx: 0, heightPx: 0, pixels: new Uint8ClampedArray() }, 0],
      [{ widthPx: -1, heightPx: 1, pixels }, 0],
      [{ widthPx: widthPx + 0.5, heightPx, pixels }, 0],
      [{ widthPx, heightPx, pixels: pixels.subarray(4) }, 0],
      [photos[0]!, NaN],
    ]
    for (const [picture, timestampUs] of refused) {
      expect(() => landmarker.detect(picture, timestampUs)).toThrow(RangeError)
    }
    expect(await detectPhoto(landmarker, photos[0]!)).toEqual(fresh.photo)
  })

  it.each(['photo', 'video'] as const)('works again after an error in a %s', async (kind) => {
    await landmarker.startSource(kind)
    const { length } = photos[0]!.pixels
    const unreadable = Object.defineProperty({ length }, 0, {
      get: () => {
        throw new Error('no longer in memory')
      },
    })
    const picture = { ...photos[0]!, pixels: unreadable as unknown as Uint8ClampedArray }
    expect(() => landmarker.detect(picture, 0)).toThrow('no longer in memory')
    expect(await detectPhoto(landmarker, photos[0]!)).toEqual(fresh.photo)
  })

  it('takes frames at the same time or less than a millisecond apart', async () => {
    await landmarker.startSource('video')
    const found = [0, 0, 300, 600, 300].map((us) => landmarker.detect(photos[0]!, us).length > 0)
    expect(found).toEqual([true, true, true, true, true])
  })
})

it('handedness is the person’s own, given a picture that is not mirrored', async () => {
  const landmarker = await loadTask('hands', { maxSubjects: 4 })
  const photo = await readPhoto(2, 1280)
  // The woman on the left raises her right hand; the other two have their left hands in their laps.
  const hands = await detectPhoto(landmarker, photo)
  expect(hands.length).toBeGreaterThanOrEqual(2)
  for (const hand of hands) expect(hand.handedness).toBe(centre(hand, 'x') < 0.3 ? 'right' : 'left')
  const mirrored = await detectPhoto(landmarker, mirror(photo))
  expect(mirrored.length).toBeGreaterThanOrEqual(1)
  for (const hand of mirrored) {
    expect(hand.handedness).toBe(centre(hand, 'x') > 0.7 ? 'left' : 'right')
  }
  landmarker.close()
})

it('a hand of the whole person is that person’s own left or right', async () => {
  const landmarker = await loadTask('holistic')
  const parts = await detectPhoto(landmarker, await readPhoto(2, 1280))
  const [pose, hand] = [parts[0]!, parts.find(({ topology }) => topology === 'hand')!]
  expect([hand.part, hand.handedness]).toEqual(['left_hand', 'left'])
  const leftWrist = topologies.pose.landmarks.indexOf('left_wrist')
  expect(Math.abs(hand.points[0]! - fieldValues(pose, 'x')[leftWrist]!)).toBeLessThan(0.05)
  landmarker.close()
})

it('no more subjects are found than were asked for', async () => {
  const photo = await readPhoto(6, 1280)
  const counts: number[] = []
  for (const maxSubjects of [1, 3]) {
    const landmarker = await loadTask('face', { maxSubjects })
    counts.push((await detectPhoto(landmarker, photo)).length)
    landmarker.close()
  }
  expect(counts).toEqual([1, 3])
})

it('a landmarker may be closed twice', async () => {
  const landmarker = await loadTask('face')
  landmarker.close()
  expect(() => landmarker.close()).not.toThrow()
})
