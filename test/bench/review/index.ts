import { join } from 'node:path'
import startDisplay from '../../app/display'
import { makeFolder } from '../../app/folders'
import { Studio } from '../../app/studio'
import { Library } from '../../../main/library/library'
import { tell } from '../../progress'
import { randomNumbers } from '../../random'
import { writeReport } from '../../report'
import { median, percentile, table } from '../figures'
import { fillLongRecording } from '../longRecording'
import { judged, told, type Row } from '../verdicts'
import { makeLongVideo } from './longVideo'

// `npm run bench:review -- [--minutes 10] [--places 200]`: how soon a review answers a click anywhere
// in a long 1080p video of a whole person: with a picture from nearby and its landmarks, and with the very
// frame. Before and after all small pictures of key frames are made.

const minutes = argument('--minutes', 10)
const places = argument('--places', 200)
const mostFirstMs = 50
/** So many clicks come while none of the small pictures is made yet, or few. */
const earlyPlaces = 20

tell(`A video of ${minutes} minutes in 1080p is made`)
const video = await makeLongVideo(minutes)
const dataFolder = makeFolder('studio-data')
await fill(join(dataFolder, 'library.duckdb'))

const stopDisplay = await startDisplay()
const studio = await Studio.launch(dataFolder)
const { page } = studio
await page.getByRole('navigation', { name: 'View' }).getByText('Library').click()
await page.getByRole('grid', { name: 'Results' }).getByText(`${minutes} minutes`).last().dblclick()
await page.locator('.review-stage canvas[data-frame]').waitFor({ timeout: 60_000 })
const strip = (await page.getByRole('slider', { name: 'Position' }).boundingBox())!
const random = randomNumbers(1)
tell(`${earlyPlaces} clicks anywhere, at once`)
const early = await clickAnywhere(earlyPlaces)
tell('Small pictures of its key frames are made')
const made = await keyPictures()
tell(`${places} clicks anywhere`)
const answers = await clickAnywhere(places)
await studio.quit()
stopDisplay?.()

const first = answers.map(({ firstMs }) => firstMs)
const exact = answers.map(({ exactMs }) => exactMs)
const firstP95 = percentile(first, 0.95)
const earlyFirst = early.map(({ firstMs }) => firstMs)
const rows: Row[] = [
  told('at once, first answer, median', `${median(earlyFirst).toFixed(0)} ms`),
  told('at once, first answer, p95', `${percentile(earlyFirst, 0.95).toFixed(0)} ms`),
  told('small pictures of key frames', `${made.count}, made in ${made.seconds.toFixed(0)} s`),
  told('first answer, median', `${median(first).toFixed(0)} ms`),
  judged(
    'first answer, p95',
    `${firstP95.toFixed(0)} ms`,
    `< ${mostFirstMs} ms`,
    firstP95 < mostFirstMs,
  ),
  told('the very frame, median', `${median(exact).toFixed(0)} ms`),
  told('the very frame, p95', `${percentile(exact, 0.95).toFixed(0)} ms`),
]
tell(table([['', 'measured', 'target', ''], ...rows]))
writeReport('review', { minutes, early, made, answers })

function argument(name: string, otherwise: number): number {
  const index = process.argv.indexOf(name)
  return index < 0 ? otherwise : Number(process.argv[index + 1])
}

/** Waits until none has come for three seconds. */
async function keyPictures(): Promise<{ readonly count: number; readonly seconds: number }> {
  const startMs = performance.now()
  const stage = page.locator('.review-stage canvas')
  for (let [count, seconds] = [-1, 0]; ;) {
    const now = Number(await stage.getAttribute('data-key-pictures'))
    if (now === count && now > 0) return { count, seconds }
    ;[count, seconds] = [now, (performance.now() - startMs) / 1000]
    await page.waitForTimeout(3000)
  }
}

async function fill(path: string): Promise<void> {
  const library = await Library.open(path)
  const id = await fillLongRecording(library, minutes)
  const connection = await library.connect()
  await connection.run('UPDATE sources SET path = $1 WHERE id = $2', [video, id])
  connection.closeSync()
  await library.close()
}

async function clickAnywhere(count: number): Promise<Answer[]> {
  const answers: Answer[] = []
  while (answers.length < count) {
    await page.evaluate(watchPointer)
    await page.mouse.click(strip.x + 1 + random() * (strip.width - 2), strip.y + strip.height / 2)
    answers.push(await page.evaluate(watchStage))
  }
  return answers
}

interface Answer {
  readonly firstMs: number
  readonly exactMs: number
}

/** Runs in the page before a click: from then on the pictures are watched that follow it. */
function watchPointer(): void {
  const canvas = document.querySelector<HTMLCanvasElement>('.review-stage canvas')!
  const slider = document.querySelector('[role=slider]')!
  const before = canvas.dataset.frame
  const watched = window as typeof window & { answer: Promise<Answer> }
  // No function here may have a name: what this file is compiled with would look for it in the page.
  watched.answer = new Promise<PointerEvent>((resolve) => {
    addEventListener('pointerdown', resolve, { once: true, capture: true })
  }).then(async ({ timeStamp }) => {
    let firstMs = 0
    while (performance.now() < timeStamp + 10_000) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      const { frame } = canvas.dataset
      const afterMs = performance.now() - timeStamp
      if (frame !== before && firstMs === 0) firstMs = afterMs
      const isThere = slider.getAttribute('aria-valuetext')?.endsWith(` frame ${frame}`) ?? false
      if (firstMs > 0 && isThere) return { firstMs, exactMs: afterMs }
    }
    throw new Error('The frame did not come within ten seconds.')
  })
}

function watchStage(): Promise<Answer> {
  return (window as typeof window & { answer: Promise<Answer> }).answer
}
