import { z } from 'zod'
import { detectionQuerySchema, detectionSchema } from '../../common/service/detection'

type Json = Readonly<Record<string, unknown>>

/** The description of the service for people's tools: OpenAPI 3.1, whose schemas are JSON Schema. */
export function openApi(version: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Landmark Studio',
      version,
      description:
        'Landmarks of hands, faces, bodies and whole people in photos. Everything stays on this machine.',
      license: { name: 'GPL-3.0-or-later', identifier: 'GPL-3.0-or-later' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: {
      '/v1/detect': { post: detectOperation },
      '/v1/health': { get: healthOperation },
      '/v1/metrics': { get: metricsOperation },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Detection: jsonSchema(detectionSchema), Problem: problemSchema },
    },
  }
}

const detectOperation: Json = {
  operationId: 'detect',
  summary: 'Find landmarks in a photo',
  parameters: queryParameters(),
  requestBody: {
    required: true,
    description: 'A JPEG, PNG, WebP, AVIF or GIF, as the body or as the first file of a form.',
    content: {
      'image/*': { schema: {} },
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: { photo: { type: 'string', contentMediaType: 'application/octet-stream' } },
        },
      },
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
    401: problem('The token is missing or wrong.'),
    403: problem('The request comes from another machine or page.'),
    413: problem('The photo is larger than the limit.'),
    415: problem('The body is no photo.'),
    422: problem('The photo is damaged or has too many pixels.'),
    429: problem('Too many photos are waiting: try again after `Retry-After` seconds.'),
    500: problem('The photo could not be tracked.'),
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

/** Each key of the query as a parameter with the schema that it is checked by. */
function queryParameters(): readonly Json[] {
  const { properties = {} } = jsonSchema(detectionQuerySchema) as { properties?: Json }
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: false, schema },
  }))
}

function jsonSchema(schema: z.ZodType): Json {
  return Object.fromEntries(
    Object.entries(z.toJSONSchema(schema, { io: 'input' })).filter(([key]) => key !== '$schema'),
  )
}
