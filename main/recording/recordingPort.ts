/**
 * Main's end of a port to the page. Electron's and Node's ports differ a little; this is what a
 * recording needs of either.
 */
export interface RecordingPort {
  postMessage(message: unknown): void
  /** Messages are as they came, unchecked. */
  onMessage(listener: (message: unknown) => void): void
  /** Told once, after the last message, whichever side has closed the port. */
  onClose(listener: () => void): void
  /** Messages that came before wait until then. */
  start(): void
  /** May be called twice. What was posted before still arrives. */
  close(): void
}
