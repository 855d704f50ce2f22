import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const maxLogBytes = 5_000_000

/**
 * Opens the log file, for what people need not see: stacks, and what MediaPipe and FFmpeg print. A
 * file grown large is kept once, under `.old`.
 */
export function openLog(path: string): (text: string) => void {
  mkdirSync(dirname(path), { recursive: true })
  const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (sizeBytes > maxLogBytes) renameSync(path, `${path}.old`)
  const stream = createWriteStream(path, { flags: 'a' })
  // A full disk must not end the app for want of a log line.
  stream.on('error', () => undefined)
  return (text) => void stream.write(`${new Date().toISOString()} ${text.trimEnd()}\n`)
}
