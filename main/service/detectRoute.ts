import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import type { InputLimits } from '../../common/inputLimits'
import {
  detectionOf,
  detectionQuerySchema,
  trackingOptionsOf,
  type Detection,
  type DetectionQuery,
} from '../../common/service/detection'
import type { Metrics } from './metrics'
import type { PhotoDrawings } from './photoDrawings'
import { sendProblem } from './problem'
import type { Trackers } from './trackers'
import { receivePhoto, UnfitUpload } from './uploads'

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
      } catch (error) {
        return sendProblem(reply, statusOf(error), (error as Error).message)
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
  const query = parseQuery(request.query)
  await using photo = await receivePhoto(await bodyOf(request), folder, limits)
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

/** Aborted when the connection is closed before it has its answer. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}

function parseQuery(query: unknown): DetectionQuery {
  const parsed = detectionQuerySchema.safeParse(query)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '))
  throw new UnfitQuery(`The query does not fit: ${problems.join('; ')}.`)
}

class UnfitQuery extends Error {}

/** The photo as the body, or the first file of a form. */
async function bodyOf(request: FastifyRequest): Promise<Readable> {
  if (!request.isMultipart()) {
    if (request.body) return request.body as Readable
    throw new UnfitUpload(415, 'Send the photo as the body, or as a file of a form.')
  }
  const file = await request.file()
  if (file) return file.file
  throw new UnfitUpload(415, 'The form has no file in it.')
}

function statusOf(error: unknown): number {
  if (error instanceof UnfitQuery) return 400
  return error instanceof UnfitUpload ? error.status : 500
}
