import { join } from 'node:path'
import startDisplay from '../app/display'
import { makeFolder } from '../app/folders'
import { Studio } from '../app/studio'
import type { AnnotationRequest } from '../../common/annotationProtocol'
import { defaultCsvOptions } from '../../common/export/options'
import { defaultTrackingOptions } from '../../common/tasks'
import { Annotator } from '../../main/export/annotator'
import { exportLandmarks } from '../../main/export/exportFile'
import { Library } from '../../main/library/library'
import { findModel } from '../../main/models'
import { createNodeHost } from '../../main/pool/nodeHost'
import { Observed } from '../main/batch/observedBatch'
import { constantRate, makeVideo } from '../media'
import { builtAnnotator, modelsFolder } from '../processes'
import { tell } from '../progress'
import { writeReport } from '../report'
import { median, table } from './figures'
import { judged } from './verdicts'

// `npm run bench:annotated -- [--seconds 20] [--rounds 3]`: how fast an annotated video of hands in 720p
// is written, by the command line's process and from the window, against the time it plays.

const seconds = argument('--seconds', 20)
const rounds = argument('--rounds', 3)

tell(`A video of ${seconds} s is made and tracked`)
const video = await makeVideo({
  ...{ name: `annotated-${seconds}.mp4`, codec: 'avc', photo: 2, widthPx: 1280, heightPx: 720 },
  timestampsS: constantRate(seconds * 30, 30),
})
const dataFolder = makeFolder('studio-data')
const commandLine = await inNode()
const app = await inApp()
const figures = { 'the command line': commandLine, 'the window': app }
const rows = Object.entries(figures).map(([name, times]) => {
  const speed = (1000 * seconds) / median(times)
  return judged(name, `${speed.toFixed(2)} x real time`, '>= 1.00', speed >= 1)
})
tell(table([['', 'measured', 'target', ''], ...rows]))
writeReport('annotated', { seconds, figures })

async function inNode(): Promise<number[]> {
  await using library = await Library.open(join(dataFolder, 'library.duckdb'))
  const { batch } = new Observed(library)
  const tracking = { ...defaultTrackingOptions('hands'), maxSubjects: 4 }
  await batch.add([video], { includeSubfolders: false })
  const model = await findModel(tracking, { builtIn: modelsFolder })
  await batch.start({ tracking, model, workers: 2 })
  await batch.runEnded()
  const start = createNodeHost<AnnotationRequest>(builtAnnotator, () => undefined)
  const write = async (): Promise<number> => {
    const { durationMs } = await exportLandmarks({
      ...{ library, sourceIds: batch.snapshot().jobs.map(({ id }) => id), appVersion: 'bench' },
      destinationPath: join(makeFolder('out'), 'drawn'),
      options: { format: 'annotated', csv: defaultCsvOptions },
      startAnnotator: () => new Annotator(start(), () => undefined),
    })
    return durationMs
  }
  tell('It is annotated without a window')
  return await repeated(write)
}

async function inApp(): Promise<number[]> {
  const stopDisplay = await startDisplay()
  const studio = await Studio.launch(dataFolder)
  const { page } = studio
  await page.getByRole('navigation', { name: 'View' }).getByText('Library').click()
  await page.getByRole('grid', { name: 'Results' }).getByText('annotated-').last().click()
  const write = async (): Promise<number> => {
    await studio.button('Export…').click()
    await page.getByRole('radio', { name: 'Annotated', exact: true }).check()
    await studio.answerSaveDialog(join(makeFolder('out'), 'drawn'))
    const startMs = performance.now()
    await studio.button('Save as…').click()
    const saved = page.getByText('Saved 1 file to drawn')
    await saved.waitFor({ timeout: 600_000 })
    const durationMs = performance.now() - startMs
    await studio.button('Dismiss').click()
    return durationMs
  }
  tell('It is annotated from the window')
  const times = await repeated(write)
  await studio.quit()
  stopDisplay?.()
  return times
}

async function repeated(write: () => Promise<number>): Promise<number[]> {
  const times: number[] = []
  while (times.length < rounds) times.push(await write())
  return times
}

function argument(name: string, usual: number): number {
  const at = process.argv.indexOf(name)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
