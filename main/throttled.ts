/** Calls `act` at most once in so many milliseconds, and always after the last time it was asked to. */
export function throttled(everyMs: number, act: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined
      act()
    }, everyMs).unref()
  }
}
