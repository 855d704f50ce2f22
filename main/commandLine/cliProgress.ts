import type { BatchStatus } from '../../common/batch'
import { formatDuration } from '../../common/formatDuration'

const barWidth = 24
const plainIntervalMs = 5000
const barIntervalMs = 200

/**
 * Tells progress on standard error: a bar that is drawn over and over on a terminal, a line every
 * few seconds elsewhere.
 */
export class CliProgress {
  readonly #stream: NodeJS.WriteStream
  readonly #timer: NodeJS.Timeout
  readonly #readStatus: () => BatchStatus

  constructor(stream: NodeJS.WriteStream, readStatus: () => BatchStatus) {
    this.#stream = stream
    this.#readStatus = readStatus
    this.#timer = setInterval(() => this.#show(), stream.isTTY ? barIntervalMs : plainIntervalMs)
  }

  end(): void {
    clearInterval(this.#timer)
    this.#clear()
  }

  #show(): void {
    const status = this.#readStatus()
    if (!this.#stream.isTTY) return void this.#stream.write(`${progressText(status)}\n`)
    const line = `${bar(status.progress)} ${progressText(status)}`
    // A line that wraps could not be drawn over.
    this.#stream.write(`\r\x1b[K${line.slice(0, (this.#stream.columns || 80) - 1)}`)
  }

  #clear(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[K')
  }
}

/** Writes a line of its own, in the place of a bar that may be there. */
export function tell(stream: NodeJS.WriteStream, text: string): void {
  stream.write(stream.isTTY ? `\r\x1b[K${text}\n` : `${text}\n`)
}

/** One line that says how far a batch is. */
export function progressText(status: BatchStatus): string {
  const { counts, progress, filesPerSecond, remainingMs } = status
  if (status.phase === 'adding') return `looking for files: ${totalOf(counts)} found`
  const settled = counts.done + counts.failed + counts.cancelled
  const parts = [
    `${Math.floor(progress * 100)} %`,
    `${settled} of ${totalOf(counts) - counts.refused} files`,
  ]
  if (counts.failed > 0) parts.push(`${counts.failed} failed`)
  if (filesPerSecond !== null) parts.push(`${filesPerSecond.toFixed(1)} files/s`)
  if (remainingMs !== null) parts.push(`${formatDuration(remainingMs)} left`)
  return parts.join(', ')
}

function totalOf(counts: BatchStatus['counts']): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function bar(progress: number): string {
  const filled = Math.round(progress * barWidth)
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}]`
}

/** Tells how far a file is written that takes longer than a moment. */
export class ExportProgress {
  readonly #stream: NodeJS.WriteStream
  #toldMs = performance.now()
  #isLineOpen = false

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  tell(share: number): void {
    const now = performance.now()
    if (now - this.#toldMs < (this.#stream.isTTY ? barIntervalMs : plainIntervalMs)) return
    this.#toldMs = now
    const text = `writing: ${Math.floor(share * 100)} %`
    this.#stream.write(this.#stream.isTTY ? `\r\x1b[K${text}` : `${text}\n`)
    this.#isLineOpen = this.#stream.isTTY
  }

  end(): void {
    if (this.#isLineOpen) this.#stream.write('\r\x1b[K')
  }
}
