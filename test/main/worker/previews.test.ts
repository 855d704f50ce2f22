import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, it } from 'vitest'
import { previewSchema, type Preview } from '../../../common/previewProtocol'
import type { Frame } from '../../../main/worker/frames'
import { Previews } from '../../../main/worker/previews'
import { readPhoto } from './landmarkers'

const landmarks = { frame: 3, timestampUs: 100_000, parts: [] }

async function largeFrame(): Promise<Frame> {
  const picture = await readPhoto(4, 1280)
  return { ...picture, frame: 3, timestampUs: 100_000, isWarmUp: false, progress: 0.5 }
}

async function nextPreview(port: MessagePort): Promise<Preview> {
  const [message] = (await once(port, 'message')) as unknown[]
  return previewSchema.parse(message)
}

it('a preview is the frame as a small JPEG, with its landmarks', async () => {
  const { port1, port2 } = new MessageChannel()
  const previews = new Previews()
  previews.sendTo(port1)
  const frame = await largeFrame()
  previews.offer(7, frame, landmarks)
  const preview = await nextPreview(port2)
  expect(preview).toMatchObject({ jobId: 7, widthPx: 426, landmarks })
  const image = await loadImage(preview.jpeg)
  expect([image.width, image.height]).toEqual([preview.widthPx, preview.heightPx])
  expect(brightness(image)).toBeCloseTo(brightnessOf(frame.pixels), -1)
  port1.close()
})

function brightness(image: Awaited<ReturnType<typeof loadImage>>): number {
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  return brightnessOf(canvas.data())
}

/** Mean of all colour channels but alpha. */
function brightnessOf(pixels: Uint8Array | Uint8ClampedArray): number {
  let sum = 0
  for (const [index, value] of pixels.entries()) if (index % 4 !== 3) sum += value
  return sum / ((pixels.length * 3) / 4)
}

it('at most two previews a second are sent', async () => {
  const { port1, port2 } = new MessageChannel()
  let received = 0
  port2.on('message', () => received++)
  const previews = new Previews()
  previews.sendTo(port1)
  const frame = await largeFrame()
  for (let turn = 0; turn < 22; turn++) {
    previews.offer(7, frame, landmarks)
    await setTimeout(50)
  }
  expect(received).toBeGreaterThanOrEqual(2)
  expect(received).toBeLessThanOrEqual(3)
  port1.close()
})

it('without a port nothing happens', () => {
  expect(() => new Previews().offer(7, frameOf(1, 1), landmarks)).not.toThrow()
})

it('a picture smaller than a preview is sent as it is', async () => {
  const { port1, port2 } = new MessageChannel()
  const previews = new Previews()
  previews.sendTo(port1)
  previews.offer(7, frameOf(3, 1), landmarks)
  expect(await nextPreview(port2)).toMatchObject({ widthPx: 3, heightPx: 1 })
  port1.close()
})

function frameOf(widthPx: number, heightPx: number): Frame {
  const pixels = new Uint8ClampedArray(widthPx * heightPx * 4).fill(255)
  return { widthPx, heightPx, pixels, frame: 0, timestampUs: 0, isWarmUp: false, progress: 1 }
}
