import type { Page } from 'playwright-core'

/** What the numbers on the picture say, over the last three seconds. */
export interface Numbers {
  readonly framesInPerSecond: number
  readonly trackedPerSecond: number
  readonly inferenceMs: MedianAndP95
  readonly latencyMs: MedianAndP95
  /** In all, since the tracker was opened. */
  readonly dropped: number
  readonly runsOn: string
}

export interface MedianAndP95 {
  readonly median: number
  readonly p95: number
}

export async function readNumbers(page: Page): Promise<Numbers> {
  const text = await page.evaluate(numbersText)
  const find = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? ''
  return {
    framesInPerSecond: parseFloat(find(/Camera\s+(\S+)/)),
    trackedPerSecond: parseFloat(find(/Tracked\s+(\S+)/)),
    inferenceMs: {
      median: parseFloat(find(/Inference\s+(\S+) ms/)),
      p95: parseFloat(find(/Inference\s+\S+ ms, p95 (\S+)/)),
    },
    latencyMs: {
      median: parseFloat(find(/Latency\s+(\S+) ms/)),
      p95: parseFloat(find(/Latency\s+\S+ ms, p95 (\S+)/)),
    },
    dropped: parseFloat(find(/Dropped\s+(\S+)/).replaceAll(',', '')),
    runsOn: find(/Runs on\s+(.+)/),
  }
}

/** Runs in the page. Asking for the text as laid out would cost the page a layout. */
function numbersText(): string {
  const cells = document.querySelectorAll('dl[aria-label=Numbers] > *')
  return [...cells].map(({ textContent }) => textContent).join('\n')
}
