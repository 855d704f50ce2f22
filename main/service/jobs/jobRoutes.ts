import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { defaultCsvOptions } from '../../../common/export/options'
import type { InputLimits } from '../../../common/inputLimits'
import {
  jobForgetQuerySchema,
  jobPathSchema,
  jobQuerySchema,
  jobResultQuerySchema,
  type ServiceJob,
} from '../../../common/service/job'
import { checked } from '../checked'
import { goneSignal } from '../goneSignal'
import { sendProblem } from '../problem'
import { fileOf, jsonOf } from '../requestBody'
import { findAllowed } from './allowedFolders'
import { jobEvents } from './jobEvents'
import type { ServiceJobs } from './serviceJobs'

export interface JobRoutes {
  readonly jobs: ServiceJobs
  readonly limits: InputLimits
  /** Folders whose files may be asked for by their path. */
  readonly allowedFolders: () => readonly string[]
  /** Where results lie while they are sent. */
  readonly folder: string
}

/** When it makes sense to ask again for a place in a line of videos. */
const retryAfterS = 10

/** `/v1/jobs`: photos, videos and folders that are tracked while whoever asked does something else. */
export function addJobRoutes(server: FastifyInstance, routes: JobRoutes): void {
  const { jobs } = routes
  server.post('/v1/jobs', {
    // Before the body: who is turned away need not send it.
    preParsing: async (_request, reply) => {
      if (jobs.hasRoom) return
      reply.header('retry-after', retryAfterS)
      await sendProblem(reply, 429, 'Too many jobs are waiting: try again later.')
    },
    handler: async (request, reply) => {
      const job = await add(request, routes)
      return reply.code(202).header('location', `/v1/jobs/${job.id}`).send(job)
    },
  })
  server.get('/v1/jobs', async () => ({ jobs: await jobs.list() }))
  server.get('/v1/jobs/:id', async (request, reply) => {
    const id = idOf(request)
    const job = await jobs.read(id)
    return wantsEvents(request) ? sendEvents(reply, () => jobs.read(id)) : job
  })
  server.get('/v1/jobs/:id/result', (request, reply) => sendResult(request, reply, routes))
  server.delete('/v1/jobs/:id', async (request, reply) => {
    const id = idOf(request)
    const { forget } = checked(jobForgetQuerySchema, request.query, 'query')
    if (forget === 'false') return jobs.cancel(id)
    await jobs.forget(id)
    return reply.code(204).send()
  })
}

async function add(request: FastifyRequest, routes: JobRoutes): Promise<ServiceJob> {
  const { jobs, limits, allowedFolders } = routes
  const query = checked(jobQuerySchema, request.query, 'query')
  if (!isJson(request)) return jobs.addUpload(query, await fileOf(request), limits)
  const { path } = checked(jobPathSchema, await jsonOf(request), 'body')
  return jobs.addPath(query, await findAllowed(path, allowedFolders()), limits)
}

function isJson({ headers }: FastifyRequest): boolean {
  return /^application\/json\b/i.test(headers['content-type'] ?? '')
}

function wantsEvents({ headers: { accept = '' } }: FastifyRequest): boolean {
  return accept.includes('text/event-stream')
}

function sendEvents(reply: FastifyReply, readJob: () => Promise<ServiceJob>): FastifyReply {
  const events = jobEvents(readJob, goneSignal(reply))
  reply.type('text/event-stream').header('cache-control', 'no-store')
  return reply.send(Readable.from(events))
}

async function sendResult(
  request: FastifyRequest,
  reply: FastifyReply,
  { jobs, folder }: JobRoutes,
): Promise<FastifyReply> {
  const id = idOf(request)
  const { shape } = checked(jobResultQuerySchema, request.query, 'query')
  const place = join(folder, randomUUID())
  const remove = (): Promise<void> => rm(place, { recursive: true, force: true })
  try {
    await mkdir(place)
    const path = join(place, 'landmarks.csv')
    await jobs.writeResult(id, { ...defaultCsvOptions, shape }, path, goneSignal(reply))
    const file = createReadStream(path).once('close', () => void remove())
    reply.header('content-disposition', `attachment; filename="job-${id}.csv"`)
    return reply.type('text/csv; charset=utf-8').send(file)
  } catch (error) {
    await remove()
    throw error
  }
}

const jobIdSchema = z.object({ id: z.coerce.number().int().min(0).max(0xffff_ffff) })

function idOf({ params }: FastifyRequest): number {
  return checked(jobIdSchema, params, 'address').id
}
