/** An error in a form that can cross a process boundary and keep its story. */
export interface WireError {
  readonly name: string
  /** For people: what happened, to which file, what to do. Never a stack. */
  readonly message: string
  /** For the log file. */
  readonly stack?: string | undefined
}

/**
 * Keeps the first line of an error's message: MediaPipe's and FFmpeg's go on with a stack of
 * minified code that helps nobody on a screen. The whole of it stays in `stack`, as do the errors
 * that caused it.
 */
export function toWireError(error: unknown): WireError {
  if (!(error instanceof Error)) return { name: 'Error', message: firstLine(String(error)) }
  return { name: error.name, message: firstLine(error.message), stack: stackWithCauses(error) }
}

function stackWithCauses({ stack, cause }: Error): string | undefined {
  return cause instanceof Error ? `${stack}\nCaused by: ${stackWithCauses(cause)}` : stack
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? ''
}

/** Ends every `switch` over a closed set: a new member then fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
