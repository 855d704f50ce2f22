import { format } from 'node:util'

/**
 * Sends what is written to the console to `log`: MediaPipe and its WebAssembly are talkative, and
 * their chatter belongs in the log file. Call it before MediaPipe is loaded, which keeps the
 * console's functions it finds.
 */
export function redirectConsole(log: (text: string) => void): void {
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    console[method] = (...args: readonly unknown[]) => log(format(...args))
  }
}
