import type { Studio } from '../../app/studio'
import { residentBytes } from '../residentBytes'

const everyMs = 100

/** Watches the resident set of main from now on. */
export async function watchMemory(studio: Studio) {
  const processId = await studio.app.evaluate(() => process.pid)
  const beforeBytes = residentBytes(processId)
  let mostBytes = beforeBytes
  const timer = setInterval(() => {
    mostBytes = Math.max(mostBytes, residentBytes(processId))
  }, everyMs)
  return {
    stop() {
      clearInterval(timer)
      return { beforeBytes, mostBytes }
    },
  }
}

/** Watches from now on how long the page is busy in one go, and how long main lets it wait. */
export async function watchPage({ page }: Studio) {
  const watch = await page.evaluateHandle((pauseMs) => {
    const most = { longestMs: 0, waitMs: 0 }
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        most.longestMs = Math.max(most.longestMs, duration)
      }
    })
    observer.observe({ type: 'longtask' })
    const timer = setInterval(() => {
      const askedMs = performance.now()
      void window.app.request('get-settings', undefined).then(() => {
        most.waitMs = Math.max(most.waitMs, performance.now() - askedMs)
      })
    }, pauseMs)
    // No function with a name of its own: the compiler would add what the page does not have.
    return {
      stop() {
        clearInterval(timer)
        observer.disconnect()
        return most
      },
    }
  }, everyMs)
  return { stop: () => watch.evaluate((started) => started.stop()) }
}
