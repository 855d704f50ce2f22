import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { loadImage, createCanvas } from '@napi-rs/canvas'
import { detectionOf } from '../../../common/service/detection'
import { defaultTrackingOptions } from '../../../common/tasks'
import { loadLandmarker } from '../../../main/worker/loadLandmarker'
import { modelsFolder, wasmFolder } from '../../processes'

// The service that people write first: one process, and a new landmarker for each request.

const options = defaultTrackingOptions('hands')
let lastAnswer: Promise<unknown> = Promise.resolve()

const server = createServer((request, response) => {
  lastAnswer = lastAnswer
    .then(async () => detect(await buffer(request)))
    .then(
      (detection) => response.setHeader('content-type', 'application/json').end(detection),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
})

async function detect(photo: Buffer): Promise<string> {
  const startMs = performance.now()
  const image = await loadImage(photo)
  const { width: widthPx, height: heightPx } = image
  const context = createCanvas(widthPx, heightPx).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data: pixels } = context.getImageData(0, 0, widthPx, heightPx)
  const landmarker = await loadLandmarker(
    options,
    `${modelsFolder}/hand_landmarker.task`,
    wasmFolder,
  )
  await landmarker.startSource('photo')
  const parts = landmarker.detect({ widthPx, heightPx, pixels }, 0)
  landmarker.close()
  const trackingMs = performance.now() - startMs
  const landmarks = { frame: 0, timestampUs: 0, parts }
  return JSON.stringify(detectionOf('hands', { widthPx, heightPx, trackingMs, landmarks }))
}

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
