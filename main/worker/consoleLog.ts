import { format } from 'node:util'

/**
 * Sends what is written to the console to `log`: MediaPipe and its WebAssembly are talkative, and
 * their chatter belongs in the log file. Of lines that differ in numbers alone, times and handles
 * mostly, only the first is sent. Call it before MediaPipe is loaded, which keeps the console's
 * functions it finds.
 */
export function redirectConsole(log: (text: string) => void): void {
  const known = new Set<string>()
  const logOnce = (text: string): void => {
    const kind = text.replace(/\d+/g, '0')
    if (known.has(kind)) return
    if (known.size < mostKnown) known.add(kind)
    log(text)
  }
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    console[method] = (...args: readonly unknown[]) => logOnce(format(...args))
  }
}

const mostKnown = 1000
