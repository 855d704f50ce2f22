import type { Sentence } from './sentence'

/** An error in a form that can cross a process boundary and keep its story. */
export interface WireError {
  readonly name: string
  /** In English: what happened, to which file, what to do. Never a stack. */
  readonly message: string
  /** The same in any language; undefined where the words are somebody else's. */
  readonly sentence?: Sentence | undefined
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
  const { name, message, sentence }: Partial<WireError> & Error = error
  const wire = { name, message: firstLine(message), stack: stackWithCauses(error) }
  return sentence === undefined ? wire : { ...wire, sentence }
}

/** What is wrong, for people: an error that was thrown here, or has come from another process. */
export function sentenceOf(error: unknown): Sentence {
  const { sentence, message } = error as Partial<WireError>
  return sentence ?? firstLine(message ?? String(error))
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
