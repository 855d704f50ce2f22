import type { z } from 'zod'
import { RefusedRequest } from './refusedRequest'

/** What somebody has sent, if it fits; throws `RefusedRequest` with what does not. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: 'address' | 'query' | 'body',
): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '))
  throw new RefusedRequest(400, `The ${what} does not fit: ${problems.join('; ')}.`)
}
