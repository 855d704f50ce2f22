import type { DelegateChoice } from '../../../common/live'
import { LiveView } from '../../app/liveStudio'
import { makeFolder } from '../../app/folders'
import { launchLive } from './launchLive'

/** What a hand takes from reaching a button to pressing it. */
const reachMs = 200

/**
 * Seconds from the click on Live to the first landmarks on the picture, once for each start of the
 * app. A start before them, which does not count, leaves the disk cache warm.
 */
export async function measureFirstLandmarks(
  delegate: DelegateChoice,
  starts: number,
): Promise<number[]> {
  const dataFolder = makeFolder('studio-data')
  await timeFirstLandmarks(delegate, dataFolder)
  const seconds: number[] = []
  for (let start = 0; start < starts; start += 1) {
    seconds.push(await timeFirstLandmarks(delegate, dataFolder))
  }
  return seconds
}

async function timeFirstLandmarks(delegate: DelegateChoice, dataFolder: string): Promise<number> {
  const studio = await launchLive({ task: 'hands', delegate }, dataFolder)
  try {
    const seconds = studio.page.evaluate(watchForLandmarks)
    await studio.page.getByRole('button', { name: 'Live' }).hover()
    await studio.page.waitForTimeout(reachMs)
    await new LiveView(studio).show('Live')
    return await seconds
  } finally {
    await studio.quit()
  }
}

/**
 * Runs in the page, where a function of its own would lack what the compiler adds. Looks at the
 * overlay itself: the numbers on the picture are half a second late.
 */
async function watchForLandmarks(): Promise<number> {
  const clickedMs = await new Promise<number>((resolve) => {
    const options = { once: true, capture: true }
    addEventListener('click', ({ timeStamp }) => resolve(timeStamp), options)
  })
  const [width, height] = [160, 90]
  const small = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!small) throw new Error('There is no canvas to look with.')
  // Or thin lines fall between the pixels.
  small.imageSmoothingQuality = 'high'
  while (performance.now() < clickedMs + 60_000) {
    // Without a graphics card it is in bands, one below the other.
    for (const overlay of document.querySelectorAll<HTMLCanvasElement>('[role=img] canvas')) {
      small.clearRect(0, 0, width, height)
      small.drawImage(overlay, 0, 0, width, height)
      const { data } = small.getImageData(0, 0, width, height)
      if (data.some((value) => value > 0)) return (performance.now() - clickedMs) / 1000
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('No landmarks came within a minute.')
}
