import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InputLimits } from '../../common/inputLimits'
import { sentence, SentenceError } from '../../common/sentence'
import { defaultTrackingOptions } from '../../common/tasks'
import type { StartAnnotator } from '../export/annotator'
import { isLocalHost, refuseAccess, type AccessRules } from './access'
import { addDetectRoute } from './detectRoute'
import { addJobRoutes, type JobRoutes } from './jobs/jobRoutes'
import { createMetrics } from './metrics'
import { openApi } from './openApi'
import { PhotoDrawings } from './photoDrawings'
import { sendProblem } from './problem'
import { RefusedRequest } from './refusedRequest'
import { Trackers, type TrackersOptions } from './trackers'
import { tryPage, tryPageHeaders, tryScript } from './tryPage'

export interface ServiceOptions
  extends TrackersOptions, AccessRules, Pick<JobRoutes, 'jobs' | 'allowedFolders'> {
  /** 0 for any that is free. */
  readonly port: number
  readonly limits: InputLimits
  /** How many photos may wait before a request is turned away. */
  readonly mostWaiting: number
  readonly version: string
  readonly startAnnotator: StartAnnotator
}

const host = '127.0.0.1'
/** How long a request may take to come: a long video takes a while. */
const requestTimeoutMs = 3_600_000
const keepAliveTimeoutMs = 30_000

/** Paths that need no token: they tell nothing of anybody's pictures. */
const openPaths = new Set(['/', '/try.js', '/openapi.json', '/v1/health'])

/** The same tracking as in the window, for programs on this machine, over HTTP. */
export class Service {
  readonly trackers: Trackers
  readonly #drawings: PhotoDrawings
  readonly #server: FastifyInstance
  readonly #folder: string
  #address = ''

  /** Starts listening. Throws a sentence for people where the port is taken. */
  static async start(options: ServiceOptions): Promise<Service> {
    const folder = await mkdtemp(join(tmpdir(), 'landmark-studio-service-'))
    const service = new Service(options, folder)
    try {
      await service.#listen(options.port)
      // So that the first request, and the first look at its health, find a warm worker.
      await service.trackers.open(defaultTrackingOptions('hands'))
      return service
    } catch (error) {
      await service.stop()
      throw error
    }
  }

  private constructor(options: ServiceOptions, folder: string) {
    this.#folder = folder
    this.trackers = new Trackers(options)
    this.#drawings = new PhotoDrawings(options.startAnnotator)
    this.#server = fastify({
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      // Bodies are streamed to the disk and limited there.
      bodyLimit: Number.MAX_SAFE_INTEGER,
      forceCloseConnections: true,
    })
    this.#guard(options)
    this.#addRoutes(options, folder)
  }

  /** `http://127.0.0.1:8765` */
  get address(): string {
    return this.#address
  }

  /** Turns everybody away, ends the workers and removes what was received. May be called twice. */
  async stop(): Promise<void> {
    await this.trackers.close()
    this.#drawings.close()
    await this.#server.close()
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #listen(port: number): Promise<void> {
    try {
      this.#address = await this.#server.listen({ host, port })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      const said = sentence('sentences.service.portTaken', { port })
      throw new SentenceError(said, { cause: error })
    }
  }

  #guard(rules: AccessRules): void {
    this.#server.addHook('onRequest', async (request, reply) => {
      if (request.method === 'OPTIONS') return answerPreflight(request, reply, rules)
      if (openPaths.has(request.routeOptions.url ?? '')) {
        if (isLocalHost(request.headers.host)) return
        return sendProblem(reply, 403, 'Only requests to 127.0.0.1 or localhost are answered.')
      }
      const refusal = refuseAccess(request.headers, rules)
      if (refusal) return sendProblem(reply, refusal.status, refusal.reason)
      allowOrigin(reply, request.headers.origin)
    })
    this.#server.setNotFoundHandler((_request, reply) => {
      return sendProblem(reply, 404, 'There is nothing at this address: see /openapi.json.')
    })
    this.#server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      const status = error instanceof RefusedRequest ? error.status : error.statusCode
      return sendProblem(reply, status ?? 500, error.message)
    })
  }

  #addRoutes(options: ServiceOptions, folder: string): void {
    const { limits, mostWaiting, version, log, jobs, allowedFolders } = options
    const server = this.#server
    const { trackers } = this
    const drawings = this.#drawings
    const metrics = createMetrics(trackers)
    void server.register(multipart, { limits: { files: 1 } })
    // Whatever is said to be in a body, the first bytes of a file say which kind it is.
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    server.get('/', (_request, reply) => reply.headers(tryPageHeaders).send(tryPage))
    server.get('/try.js', (_request, reply) => reply.type('text/javascript').send(tryScript))
    server.get('/openapi.json', () => openApi(version))
    server.get('/v1/health', (_request, reply) => {
      const isHealthy = trackers.isReady && !trackers.isShortOfMemory
      return reply.code(isHealthy ? 200 : 503).send(healthOf(trackers))
    })
    server.get('/v1/metrics', async (_request, reply) => {
      return reply.type(metrics.contentType).send(await metrics.text())
    })
    addDetectRoute(server, { trackers, drawings, metrics, limits, mostWaiting, folder, log })
    addJobRoutes(server, { jobs, limits, allowedFolders, folder })
  }
}

/** A browser asks before it sends a token from a page of another origin. */
function answerPreflight(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { allowedOrigins }: AccessRules,
): FastifyReply {
  const { origin = '' } = headers
  if (!isLocalHost(headers.host) || !allowedOrigins.includes(origin)) {
    return sendProblem(reply, 403, 'Pages of this origin are not allowed to ask.')
  }
  allowOrigin(reply, origin)
  reply.header('access-control-allow-methods', 'GET, POST, DELETE')
  reply.header('access-control-allow-headers', 'accept, authorization, content-type')
  return reply.code(204).send()
}

function allowOrigin(reply: FastifyReply, origin: string | undefined): void {
  if (origin !== undefined) {
    reply.header('access-control-allow-origin', origin).header('vary', 'origin')
    reply.header('access-control-expose-headers', 'location, retry-after')
  }
}

function healthOf({ isReady, isShortOfMemory, length }: Trackers) {
  const state = isShortOfMemory ? 'short-of-memory' : isReady ? 'ready' : 'starting'
  return { state, photos_waiting: length }
}
