import { z } from 'zod'
import { detectionQuerySchema, detectionSchema } from '../../common/service/detection'
import {
  jobForgetQuerySchema,
  jobPathSchema,
  jobQuerySchema,
  jobResultQuerySchema,
  serviceJobListSchema,
  serviceJobSchema,
} from '../../common/service/job'

type Json = Readonly<Record<string, unknown>>

/** The description of the service for people's tools: OpenAPI 3.1, whose schemas are JSON Schema. */
export function openApi(version: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Landmark Studio',
      version,
      description:
        'Landmarks of hands, faces, bodies and whole people in photos and videos. Everything stays on this machine.',
      license: { name: 'GPL-3.0-or-later', identifier: 'GPL-3.0-or-later' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: {
      '/v1/detect': { post: detectOperation },
      '/v1/jobs': { post: addJobOperation, get: listJobsOperation },
      '/v1/jobs/{id}': { parameters: [jobId], get: readJobOperation, delete: cancelJobOperation },
      '/v1/jobs/{id}/result': { parameters: [jobId], get: readResultOperation },
      '/v1/health': { get: healthOperation },
      '/v1/metrics': { get: metricsOperation },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Detection: jsonSchema(detectionSchema),
        Job: jsonSchema(serviceJobSchema),
        JobList: jsonSchema(serviceJobListSchema),
        Problem: problemSchema,
      },
    },
  }
}

const fileForm: Json = {
  schema: {
    type: 'object',
    properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
  },
}

const mayAsk: Json = {
  401: problem('The token is missing or wrong.'),
  403: problem('The request comes from another machine or page.'),
}

const detectOperation: Json = {
  operationId: 'detect',
  summary: 'Find landmarks in a photo',
  parameters: queryParameters(detectionQuerySchema),
  requestBody: {
    required: true,
    description: 'A JPEG, PNG, WebP, AVIF or GIF, as the body or as the first file of a form.',
    content: {
      'image/*': { schema: {} },
      'multipart/form-data': fileForm,
    },
  },
  responses: {
    200: {
      description:
        'What was found; nobody is an empty list. Or, with `Accept: image/png`, the photo with its landmarks on it.',
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/Detection' } },
        'image/png': { schema: {} },
      },
    },
    400: problem('The query does not fit.'),
    ...mayAsk,
    413: problem('The photo is larger than the limit.'),
    415: problem('The body is no photo.'),
    422: problem('The photo is damaged or has too many pixels.'),
    429: problem('Too many photos are waiting: try again after `Retry-After` seconds.'),
    500: problem('The photo could not be tracked.'),
  },
}

const jobId: Json = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } }

const aJob: Json = { 'application/json': { schema: { $ref: '#/components/schemas/Job' } } }

const noSuchJob = problem('There is no such job.')

const addJobOperation: Json = {
  operationId: 'addJob',
  summary: 'Track a video, a photo or a folder while you do something else',
  parameters: queryParameters(jobQuerySchema),
  requestBody: {
    required: true,
    description:
      'The absolute path of a file or folder that lies in an allowed folder, or the file itself, as the body or as the first file of a form.',
    content: {
      'application/json': { schema: jsonSchema(jobPathSchema) },
      'video/*': { schema: {} },
      'image/*': { schema: {} },
      'multipart/form-data': fileForm,
    },
  },
  responses: {
    202: {
      description: 'It is in line, and goes on after a restart.',
      headers: { Location: { description: 'Where to ask for it.', schema: { type: 'string' } } },
      content: aJob,
    },
    ...mayAsk,
    400: problem('The query or the path does not fit.'),
    403: problem(
      'The path is in none of the allowed folders, or the request comes from elsewhere.',
    ),
    404: problem('There is no such file or folder.'),
    408: problem('The file took too long to come.'),
    413: problem('The file is larger than the limit.'),
    415: problem('The file is neither a photo nor a video.'),
    422: problem('The file is damaged or above a limit.'),
    429: problem('Too many jobs are waiting: try again after `Retry-After` seconds.'),
    507: problem('The disk has no room for the file.'),
  },
}

const listJobsOperation: Json = {
  operationId: 'listJobs',
  summary: 'The latest jobs',
  responses: {
    200: {
      description: 'The newest first, at most 100.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/JobList' } } },
    },
    ...mayAsk,
  },
}

const readJobOperation: Json = {
  operationId: 'readJob',
  summary: 'How far a job is',
  responses: {
    200: {
      description:
        'The job as it is now. Or, with `Accept: text/event-stream`, the job whenever it changes, until it is over.',
      content: { ...aJob, 'text/event-stream': { schema: {} } },
    },
    ...mayAsk,
    404: noSuchJob,
  },
}

const cancelJobOperation: Json = {
  operationId: 'cancelJob',
  summary: 'Stop a job, or forget it',
  parameters: queryParameters(jobForgetQuerySchema),
  responses: {
    200: { description: 'What is done of it stays.', content: aJob },
    204: { description: 'Nothing is left of it.' },
    ...mayAsk,
    404: noSuchJob,
  },
}

const readResultOperation: Json = {
  operationId: 'readResult',
  summary: 'The landmarks of a job',
  parameters: queryParameters(jobResultQuerySchema),
  responses: {
    200: {
      description: 'CSV, with a row for each landmark or for each frame and subject.',
      content: { 'text/csv': { schema: { type: 'string' } } },
    },
    ...mayAsk,
    404: noSuchJob,
    409: problem('The job is not over, or nothing of it was tracked.'),
  },
}

const healthOperation: Json = {
  operationId: 'health',
  summary: 'Whether a worker is warm and the machine has memory',
  security: [],
  responses: {
    200: { description: 'A photo would be tracked at once, or after those that wait.' },
    503: { description: 'Starting, or short of memory.' },
  },
}

const metricsOperation: Json = {
  operationId: 'metrics',
  summary: 'Figures for Prometheus',
  responses: { 200: { description: 'In its text format.' } },
}

const problemSchema: Json = {
  description: 'What went wrong (RFC 9457), with a sentence for people as `detail`.',
  type: 'object',
  properties: {
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
  },
}

function problem(description: string): Json {
  const schema = { $ref: '#/components/schemas/Problem' }
  return { description, content: { 'application/problem+json': { schema } } }
}

/** Each key of a query as a parameter with the schema that it is checked by. */
function queryParameters(schema: z.ZodType): readonly Json[] {
  const { properties = {} } = jsonSchema(schema) as { properties?: Json }
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: false, schema },
  }))
}

function jsonSchema(schema: z.ZodType): Json {
  return Object.fromEntries(
    Object.entries(z.toJSONSchema(schema, { io: 'input' })).filter(([key]) => key !== '$schema'),
  )
}
