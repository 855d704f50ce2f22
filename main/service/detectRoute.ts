import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { InputLimits } from '../../common/inputLimits'
import {
  detectionOf,
  detectionQuerySchema,
  trackingOptionsOf,
  type Detection,
} from '../../common/service/detection'
import { checked } from './checked'
import { goneSignal } from './goneSignal'
import type { Metrics } from './metrics'
import type { PhotoDrawings } from './photoDrawings'
import { sendProblem } from './problem'
import { RefusedRequest } from './refusedRequest'
import { fileOf } from './requestBody'
import type { Trackers } from './trackers'
import { receiveFile } from './uploads'

export interface DetectRoute {
  readonly trackers: Trackers
  readonly drawings: PhotoDrawings
  readonly metrics: Metrics
  readonly limits: InputLimits
  readonly mostWaiting: number
  /** Where photos lie while they are tracked. */
  readonly folder: string
  readonly log: (text: string) => void
}

/** How long a photo may take to come. */
const photoTimeoutMs = 60_000
const tooLarge = new RefusedRequest(413, 'The body is larger than the limit.')

/** `POST /v1/detect`: a photo in; its landmarks out, or the photo with them on it. */
export function addDetectRoute(server: FastifyInstance, route: DetectRoute): void {
  const { trackers, metrics, mostWaiting } = route
  // Requests that are past the gate: their photos are received before they stand in the line.
  let admitted = 0

  server.post('/v1/detect', {
    // Before the body: who is turned away need not send it.
    preParsing: async (_request, reply) => {
      if (admitted < mostWaiting && !trackers.isShortOfMemory) return
      reply.header('retry-after', 1)
      await sendProblem(reply, 429, 'Too many photos are waiting: try again in a moment.')
    },
    onResponse: async (_request, reply) => {
      metrics.answered(reply.statusCode, reply.elapsedTime / 1000)
      return Promise.resolve()
    },
    handler: async (request, reply) => {
      admitted += 1
      try {
        return await detect(request, reply, route)
      } finally {
        admitted -= 1
      }
    },
  })
}

async function detect(
  request: FastifyRequest,
  reply: FastifyReply,
  route: DetectRoute,
): Promise<Detection | FastifyReply> {
  const { trackers, drawings, folder, limits } = route
  const signal = goneSignal(reply)
  const query = checked(detectionQuerySchema, request.query, 'query')
  const { stream } = await fileOf(request)
  await using photo = await receiveFile(stream, folder, randomUUID(), {
    ...{ kinds: ['photo'], limits, tooLarge, timeoutMs: photoTimeoutMs },
    mostBytes: limits.photoGib * 1024 ** 3,
  })
  const { path, sizeBytes } = photo
  const options = trackingOptionsOf(query)
  const tracked = await trackers.track(options, { path, sizeBytes, signal })
  const { landmarks } = tracked
  if (wantsPicture(request)) return reply.type(png).send(await drawings.draw(path, landmarks))
  const { widthPx, heightPx, durationMs } = tracked.summary
  return detectionOf(query.task, { widthPx, heightPx, trackingMs: durationMs, landmarks })
}

const png = 'image/png'

/** JSON is what somebody gets who takes both, or says nothing. */
function wantsPicture({ headers: { accept = '' } }: FastifyRequest): boolean {
  return accept.includes(png) && !accept.includes('application/json')
}
