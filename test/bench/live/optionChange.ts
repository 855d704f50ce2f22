import { setTimeout as wait } from 'node:timers/promises'
import { whileTracking, type LiveLoad } from './launchLive'

const numbersOfHands = [1, 3, 2, 4, 1, 2]

/** Seconds from a change of an option until the model that has it takes frames, once for each change. */
export function measureOptionChange(load: LiveLoad): Promise<number[]> {
  return whileTracking(load, async ({ page }) => {
    const seconds: number[] = []
    for (const hands of numbersOfHands) {
      const watching = page.evaluate(watchForTheModel)
      await page.getByLabel('Number of hands').fill(String(hands))
      await page.keyboard.press('Tab')
      seconds.push(await watching)
      await wait(1000)
    }
    return seconds
  })
}

/** Runs in the page, where a function of its own would lack what the compiler adds. */
async function watchForTheModel(): Promise<number> {
  const changedMs = await new Promise<number>((resolve) => {
    addEventListener('change', ({ timeStamp }) => resolve(timeStamp), { once: true, capture: true })
  })
  let wasLoading = false
  while (performance.now() < changedMs + 60_000) {
    const isLoading = document.body.innerText.includes('Loading the model')
    if (wasLoading && !isLoading) return (performance.now() - changedMs) / 1000
    wasLoading ||= isLoading
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('The model did not come within a minute.')
}
