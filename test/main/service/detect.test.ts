import { readFileSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { Validator } from '@seriousme/openapi-schema-validator'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { defaultInputLimits } from '../../../common/inputLimits'
import { landmarkStride } from '../../../common/landmarks'
import { detectionSchema, type Detection } from '../../../common/service/detection'
import { photoPaths } from '../../media'
import { isAlive } from '../../processes'
import { loadTask, readPhoto } from '../worker/landmarkers'
import { post, startService, token } from './testService'

const [photo] = [readFileSync(photoPaths[3]!)]

async function detailOf(response: Response): Promise<[number, string]> {
  expect(response.headers.get('content-type')).toMatch('application/problem+json')
  return [response.status, ((await response.json()) as { detail: string }).detail]
}

describe('a photo', () => {
  it('is answered with the landmarks that the model finds in it', async () => {
    const service = await startService()
    const query = '?task=pose&max_subjects=2&long_side_px=640'
    const response = await post(service, photo, query)
    expect(response.status).toBe(200)
    const detection = detectionSchema.parse(await response.json())

    const landmarker = await loadTask('pose', { maxSubjects: 2 })
    await landmarker.startSource('photo')
    const expected = landmarker.detect(await readPhoto(4, 640), 0)
    landmarker.close()
    expect(detection.parts).toHaveLength(expected.length)
    const [nose] = detection.parts[0]!.landmarks
    const points = expected[0]!.points
    expect(nose).toMatchObject({ name: 'nose' })
    expect(nose!.x).toBeCloseTo(points[0]!, 6)
    expect(nose!.world_y).toBeCloseTo(points[4]!, 6)
    const [leftEye] = detection.parts[0]!.landmarks.slice(1)
    expect(leftEye!.y).toBeCloseTo(points[landmarkStride + 1]!, 6)
    // What MediaPipe does not tell is left out, not 0.
    expect(nose).not.toHaveProperty('presence')
  })

  it('is answered with its landmarks drawn on it where a picture is asked for', async () => {
    const service = await startService()
    const response = await post(service, photo, '?max_subjects=4', { accept: 'image/png' })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
    const drawn = await loadImage(Buffer.from(await response.arrayBuffer()))
    const plain = await loadImage(photo)
    expect([drawn.width, drawn.height]).toEqual([plain.width, plain.height])
    const { parts } = (await (
      await post(service, photo, '?max_subjects=4', { accept: 'image/png, application/json' })
    ).json()) as Detection
    // A joint of a thumb is yellow, whatever was there before.
    const joint = parts[0]!.landmarks[2]!
    const canvas = createCanvas(drawn.width, drawn.height)
    const context = canvas.getContext('2d')
    context.drawImage(drawn, 0, 0)
    const [x, y] = [joint.x! * drawn.width, joint.y! * drawn.height].map(Math.round)
    expect([...context.getImageData(x!, y!, 1, 1).data]).toEqual([255, 214, 10, 255])
    const folders = readdirSync(tmpdir()).filter((name) =>
      name.startsWith('landmark-studio-service'),
    )
    expect(folders.flatMap((name) => readdirSync(`${tmpdir()}/${name}`))).toEqual([])
  })

  it('may come as a file of a form', async () => {
    const service = await startService()
    const form = new FormData()
    form.append('photo', new Blob([new Uint8Array(photo)]), 'any name.bin')
    const direct = (await (await post(service, photo)).json()) as Detection
    const fromForm = (await (await post(service, form)).json()) as Detection
    expect(fromForm.parts.length).toBeGreaterThan(0)
    expect(fromForm.parts).toEqual(direct.parts)
  })

  it('that is none is refused with a reason, and nothing of it stays on the disk', async () => {
    const service = await startService({
      limits: { ...defaultInputLimits, photoMegapixels: 1, photoGib: 0.001 },
    })
    const refusals = [
      [await post(service, '{"not": "a photo"}'), 415, /^The body is no photo/],
      [
        await post(service, new Uint8Array(photo).slice(0, 5000)),
        422,
        /end of the photo is missing/,
      ],
      [await post(service, photo), 422, /2.78 megapixels/],
      [await post(service, new Uint8Array(2e6)), 413, /larger than the limit/],
      [await post(service, photo, '?task=cats&size=3'), 400, /"size"|task/],
    ] as const
    for (const [response, status, detail] of refusals) {
      expect(await detailOf(response)).toEqual([status, expect.stringMatching(detail)])
    }
    const folders = readdirSync(tmpdir()).filter((name) =>
      name.startsWith('landmark-studio-service'),
    )
    expect(folders.flatMap((name) => readdirSync(`${tmpdir()}/${name}`))).toEqual([])
  })

  it('that comes when too many wait is turned away, and all others are answered', async () => {
    const service = await startService({ mostWaiting: 3 })
    const responses = await Promise.all(Array.from({ length: 12 }, () => post(service, photo)))
    const statuses = responses.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(3)
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
    const refused = responses.find(({ status }) => status === 429)!
    expect(refused.headers.get('retry-after')).toBe('1')
  })
})

describe('the service', () => {
  it('answers nobody without the token, from another host or from a page of another origin', async () => {
    const service = await startService({ allowedOrigins: ['https://lab.example'] })
    const send = (headers: Record<string, string>) => post(service, photo, '', headers)
    expect((await send({ authorization: 'Bearer guess' })).status).toBe(401)
    expect((await send({ origin: 'https://evil.example' })).status).toBe(403)
    const allowed = await send({ origin: 'https://lab.example' })
    expect(allowed.status).toBe(200)
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://lab.example')
    // A name that was made to point to this machine is still said in the Host header.
    for (const path of ['/', '/v1/health', '/openapi.json', '/v1/detect']) {
      expect(await statusWithHost(`${service.address}${path}`, 'evil.example')).toBe(403)
    }
  })

  it('describes itself in valid OpenAPI, and tells its health and figures', async () => {
    const service = await startService()
    const description = (await (await fetch(`${service.address}/openapi.json`)).json()) as Record<
      string,
      never
    >
    expect(await new Validator().validate(description)).toMatchObject({ valid: true })

    await post(service, photo)
    expect((await fetch(`${service.address}/v1/health`)).status).toBe(200)
    service.trackers.setWantedWorkers(0)
    expect((await fetch(`${service.address}/v1/health`)).status).toBe(503)
    const metrics = await fetch(`${service.address}/v1/metrics`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(await metrics.text()).toContain('landmark_studio_requests_total{status="200"} 1')
  })

  it('keeps workers for two sets of options, and leaves none behind', async () => {
    const service = await startService()
    for (const task of ['hands', 'face', 'pose', 'hands']) {
      expect((await post(service, photo, `?task=${task}`)).status).toBe(200)
    }
    const processIds = service.trackers.samples().map(({ processId }) => processId)
    expect(processIds.length).toBeLessThanOrEqual(2)
    await service.stop()
    expect(processIds.filter(isAlive)).toEqual([])
  })
})

function statusWithHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asking.on('error', reject).end()
  })
}
