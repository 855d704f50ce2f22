import { join } from 'node:path'
import startDisplay from '../app/display'
import { makeFolder } from '../app/folders'
import { Studio } from '../app/studio'
import { Library } from '../../main/library/library'
import { newBatch, waitingJob } from '../main/library/libraryRecords'
import { tell } from '../progress'
import { writeReport } from '../report'
import { median, percentile, table } from './figures'
import { judged, type Row } from './verdicts'

// `npm run bench:library -- [--entries 10000]`: how long a large library takes to be on screen, to
// scroll and to be searched, in the real app.

const entries = Number(process.argv[process.argv.indexOf('--entries') + 1] ?? 10_000) || 10_000
const mostOpenMs = 1000
/** A stutter is what takes longer than three frames of a screen. */
const mostFrameMs = 50
const mostSearchMs = 100

const stopDisplay = await startDisplay()
const dataFolder = makeFolder('studio-data')
tell(`A library of ${entries} results is made`)
await fill(join(dataFolder, 'library.duckdb'))
const studio = await Studio.launch(dataFolder)
const { page } = studio
// Whatever a start leaves to be done afterwards is done by now.
await page.waitForTimeout(5000)
const opens: number[] = []
for (let round = 0; round < 5; round += 1) {
  opens.push(await page.evaluate(openLibrary))
  await page.getByRole('navigation', { name: 'View' }).getByText('Batch').click()
}
await page.evaluate(openLibrary)
const frames = await page.evaluate(scroll)
const searches: number[] = []
for (const text of ['7', '77', '777', '77', '']) searches.push(await page.evaluate(search, text))
await studio.quit()
stopDisplay?.()

const [openMs, frameMs, searchMs] = [median(opens), percentile(frames, 0.95), Math.max(...searches)]
const rows: Row[] = [
  judged(
    'first opened',
    `${opens[0]!.toFixed(0)} ms`,
    `< ${mostOpenMs} ms`,
    opens[0]! < mostOpenMs,
  ),
  judged('opened, median', `${openMs.toFixed(0)} ms`, `< ${mostOpenMs} ms`, openMs < mostOpenMs),
  judged(
    'a frame while scrolling, p95',
    `${frameMs.toFixed(0)} ms`,
    `< ${mostFrameMs} ms`,
    frameMs < mostFrameMs,
  ),
  judged(
    'a letter of a search, at most',
    `${searchMs.toFixed(0)} ms`,
    `< ${mostSearchMs} ms`,
    searchMs < mostSearchMs,
  ),
]
tell(table([['', 'measured', 'target', ''], ...rows]))
writeReport('library', { entries, opens, frames, searches })

/** Videos in ten folders, with a quality each. */
async function fill(path: string): Promise<void> {
  const library = await Library.open(path)
  const ids = library.reserveSourceIds(entries)
  const batchId = await library.createBatch(newBatch('pose'))
  const jobs = ids.map((id, index) => waitingJob(id, `day ${index % 10}/take ${index}.mp4`))
  await library.addSources(batchId, jobs)
  const connection = await library.connect()
  await connection.run(`UPDATE sources SET state = 'done', width_px = 1280, height_px = 720,
    frames = 300, frames_detected = 290, subjects = 1, duration_ms = 5000`)
  connection.closeSync()
  const quality = (index: number) => ({
    ...{ durationMs: 10_000 + index, framesPerSecond: 30, framesDropped: null },
    ...{ detectedShare: (index % 100) / 100, longestGapMs: index % 700, jitter: 0.01 },
    ...{ swaps: index % 3, lowestConfidence: 0.5, flaws: [] },
  })
  await library.qualities.write(new Map(ids.map((id, index) => [id, quality(index)])))
  await library.close()
}

/** Runs in the page: from the click to the first rows, drawn. */
async function openLibrary(): Promise<number> {
  const button = [...document.querySelectorAll<HTMLButtonElement>('nav button')].find(
    ({ textContent }) => textContent.trim() === 'Library',
  )
  const startMs = performance.now()
  button?.click()
  while (!document.querySelector('.entry-list .scroller [role=row]')) {
    await new Promise(requestAnimationFrame)
  }
  await new Promise(requestAnimationFrame)
  return performance.now() - startMs
}

/** Runs in the page: the time from frame to frame while the list runs past. */
async function scroll(): Promise<number[]> {
  const scroller = document.querySelector<HTMLElement>('.entry-list .scroller')!
  const times: number[] = []
  let lastMs = performance.now()
  for (let step = 0; step < 120; step += 1) {
    scroller.scrollTop += 700
    await new Promise(requestAnimationFrame)
    times.push(performance.now() - lastMs)
    lastMs = performance.now()
  }
  return times
}

/** Runs in the page: from a letter to the list that fits it, drawn. */
async function search(text: string): Promise<number> {
  const field = document.querySelector<HTMLInputElement>('.entry-filters input[type=search]')!
  const startMs = performance.now()
  field.value = text
  field.dispatchEvent(new Event('input'))
  await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  return performance.now() - startMs
}
