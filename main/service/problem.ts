import type { FastifyReply } from 'fastify'
import { STATUS_CODES } from 'node:http'

/** Answers what went wrong as RFC 9457 has it, with a sentence for people as `detail`. */
export function sendProblem(reply: FastifyReply, status: number, detail: string): FastifyReply {
  const problem = { title: STATUS_CODES[status] ?? 'Error', status, detail }
  return reply.code(status).type('application/problem+json').send(problem)
}
