import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exportFormats, formatFacts } from '../../../common/export/formats'
import { Library } from '../../../main/library/library'
import { exportTo, readCells } from '../export/exporting'
import { RecordingPage } from './recordingPage'
import { handFrame } from './recordingPorts'

/** Two hands, a frame that was dropped, one with nothing, one hand. */
const frames = [handFrame(0, 2), handFrame(2, 0), handFrame(3, 1)]

const formatsOfHands = exportFormats.filter(
  (format) => format !== 'annotated' && formatFacts[format].tasks.includes('hands'),
)

/** A recording without a video, in the library. */
async function record(library: Library): Promise<number> {
  const page = new RecordingPage(library)
  const { recording, port } = await page.begin()
  port.send({ kind: 'frames', frames }, { kind: 'finish', ending: 'stopped', framesDropped: 1 })
  await port.answered(1)
  await page.recordings.rename(recording.id, 'A wave 04.12.33')
  return (await page.recordings.findSource(recording.id)).sourceId
}

it.each(formatsOfHands)('a live recording of hands is exported as %s', async (format) => {
  await using library = await Library.openInMemory()
  const { path, files } = await exportTo(library, [await record(library)], format)
  const { division, ending } = formatFacts[format]
  if (division === 'one') return expect(files).toBeNull()
  const suffixes = division === 'per-video' ? ['LandmarkStudio'] : ['_subject_0', '_subject_1']
  expect(readdirSync(path)).toEqual([
    ...suffixes.map((suffix) => `A wave 04.12.33${suffix}.${ending}`),
    'export.json',
  ])
  if (format !== 'trc') return
  const times = readCells(join(path, 'A wave 04.12.33_subject_1.trc'), '\t').slice(6)
  expect(times.map(([, time]) => time)).toEqual(['0.000000', '0.066666', '0.099999'])
})

it('a recording without a video cannot be drawn on, and says so', async () => {
  await using library = await Library.openInMemory()
  const sourceIds = [await record(library)]
  await expect(exportTo(library, sourceIds, 'annotated')).rejects.toThrow(
    'A wave 04.12.33 was recorded without its video.',
  )
})
