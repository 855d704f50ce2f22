import { describe, expect, it } from 'vitest'
import { cameraAdvice, cameraProblemOf } from '../../../renderer/live/camera/cameraProblem'
import { cameraConstraints, offeredFormats } from '../../../renderer/live/camera/cameraRequest'

describe('a camera that gives no picture', () => {
  const problems = {
    NotAllowedError: 'refused',
    NotFoundError: 'none',
    NotReadableError: 'taken',
    OverconstrainedError: 'unsuitable',
    TypeError: 'unknown',
  } as const

  it.each(Object.entries(problems))('%s means: %s', (name, problem) => {
    expect(cameraProblemOf(new DOMException('', name))).toBe(problem)
  })

  it('has a title, an advice and a way on of its own for each problem', () => {
    const advice = [...Object.values(problems), 'lost' as const].map(cameraAdvice)
    expect(new Set(advice.map(({ title }) => title)).size).toBe(advice.length)
    expect(advice.every(({ advice, retry }) => advice.length > 20 && retry.length > 4)).toBe(true)
  })
})

describe('what is asked of a camera', () => {
  it('is exactly what was chosen, and otherwise what comes near', () => {
    const chosen = {
      cameraId: 'front',
      resolution: { widthPx: 640, heightPx: 480 },
      framesPerSecond: 60,
    }
    expect(cameraConstraints(chosen)).toEqual({
      audio: false,
      video: {
        deviceId: { ideal: 'front' },
        width: { exact: 640 },
        height: { exact: 480 },
        frameRate: { exact: 60 },
        resizeMode: { exact: 'none' },
      },
    })
    const open = { cameraId: null, resolution: null, framesPerSecond: null }
    expect(cameraConstraints(open).video).toMatchObject({
      width: { ideal: 1280 },
      height: { ideal: 720 },
      frameRate: { ideal: 30 },
    })
  })
})

describe('the formats on offer', () => {
  it('are those the camera has, with the present one in its place', () => {
    const capabilities = {
      width: { min: 1, max: 1280 },
      height: { min: 1, max: 720 },
      frameRate: { min: 1, max: 30 },
    }
    const present = { widthPx: 1024, heightPx: 576, framesPerSecond: 20 }
    expect(offeredFormats(capabilities, present)).toEqual({
      resolutions: [
        { widthPx: 320, heightPx: 240 },
        { widthPx: 640, heightPx: 360 },
        { widthPx: 640, heightPx: 480 },
        { widthPx: 800, heightPx: 600 },
        { widthPx: 960, heightPx: 540 },
        { widthPx: 1024, heightPx: 576 },
        { widthPx: 1280, heightPx: 720 },
      ],
      rates: [15, 20, 24, 25, 30],
    })
  })

  it('are the present one alone where the camera tells nothing', () => {
    const present = { widthPx: 640, heightPx: 480, framesPerSecond: null }
    expect(offeredFormats({}, present)).toEqual({
      resolutions: [{ widthPx: 640, heightPx: 480 }],
      rates: [],
    })
  })
})
