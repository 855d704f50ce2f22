import { format } from 'node:util'

/** Time and process number at the head of a line of MediaPipe's: `W1121 22:49:20.183 42 file.cc`. */
const mediaPipeStamp = /^([IWEF])\d{4} [\d:.]+ +\d+ /
const mostKnown = 1000

/**
 * Sends what is written to the console to `log`: MediaPipe and its WebAssembly are talkative, and
 * their chatter belongs in the log file, each line once. Call it before MediaPipe is loaded, which
 * keeps the console's functions it finds.
 */
export function redirectConsole(log: (text: string) => void): void {
  const known = new Set<string>()
  const logOnce = (text: string): void => {
    if (known.has(text)) return
    if (known.size < mostKnown) known.add(text)
    log(text)
  }
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    console[method] = (...args: readonly unknown[]) =>
      logOnce(format(...args).replace(mediaPipeStamp, '$1 '))
  }
}
