import type { z } from 'zod'

/** A message that fits its schema, or why it does not. */
export type CheckedMessage<T> =
  { readonly success: true; readonly data: T } | { readonly success: false; readonly error: Error }

/**
 * Checks what came from another process. Never throws, as zod's own `safeParse` does where something
 * stands in a list's place that cannot be made read-only, such as bytes.
 */
export function checkMessage<Schema extends z.ZodType>(
  schema: Schema,
  message: unknown,
): CheckedMessage<z.infer<Schema>> {
  try {
    return schema.safeParse(message)
  } catch (error) {
    return { success: false, error: error as Error }
  }
}
