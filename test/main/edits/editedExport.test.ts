import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../../common/edits/applyEdits'
import type { EditSteps } from '../../../common/edits/steps'
import type { ExportFormat } from '../../../common/export/formats'
import { defaultCsvOptions, type LandmarkVersion } from '../../../common/export/options'
import type { FrameLandmarks } from '../../../common/landmarks'
import { exportLandmarks } from '../../../main/export/exportFile'
import { Library } from '../../../main/library/library'
import { gathered, livelyRecording, streamed, surroundingsOf } from '../../common/edits/recordings'
import { readCells, readSidecar } from '../export/exporting'
import { temporaryFolder } from '../library/libraryFolder'
import { storeDone } from '../library/libraryRecords'

const steps: EditSteps = [
  { kind: 'trim', firstFrame: 20, lastFrame: 320 },
  { kind: 'swap-subjects', firstFrame: 60, lastFrame: 150, subjects: [0, 1] },
  { kind: 'swap-sides', firstFrame: 120, lastFrame: 220, subject: null },
  { kind: 'hide', firstFrame: 250, lastFrame: 255, subject: null, part: null },
  { kind: 'fill-gaps', method: 'spline', longestMs: 300 },
  { kind: 'butterworth', cutoffHz: 6, order: 2 },
]

const dancers = livelyRecording(['hand'], { subjects: 2, frames: 310, seed: 5 })
const still = livelyRecording(['hand'], { subjects: 1, frames: 60, seed: 6 })

function exportAll(
  library: Library,
  sourceIds: readonly number[],
  format: ExportFormat,
  landmarks: LandmarkVersion,
) {
  const options = { format, landmarks, csv: defaultCsvOptions }
  const destinationPath = join(temporaryFolder(), 'export')
  return exportLandmarks({ library, sourceIds, options, destinationPath, appVersion: '9.9.9' })
}

/** Exports what was tracked as these frames. */
async function exported(files: Record<string, readonly FrameLandmarks[]>, format: ExportFormat) {
  await using library = await Library.openInMemory()
  const { path } = await exportAll(
    library,
    await storeDone(library, 'hands', files),
    format,
    'edited',
  )
  return readFileSync(path, 'utf8')
}

describe('an edited export', () => {
  it.each(['csv', 'json-lines'] as const)(
    'as %s has the rows of the edited frames',
    async (format) => {
      await using library = await Library.openInMemory()
      const files = { 'a.mp4': still, 'b.mp4': dancers, 'c.mp4': dancers }
      const ids = await storeDone(library, 'hands', files)
      await library.edits.write(ids[1]!, steps)
      const { path } = await exportAll(library, ids, format, 'edited')
      const edited = await gathered(applyEdits(streamed(dancers), steps, surroundingsOf(dancers)))
      expect(edited.map(({ frame }) => frame).at(0)).toBeGreaterThanOrEqual(20)
      expect(
        readFileSync(path, 'utf8') === (await exported({ ...files, 'b.mp4': edited }, format)),
      ).toBe(true)
      const tracked = await exportAll(library, ids, format, 'tracked')
      expect(readFileSync(tracked.path, 'utf8') === (await exported(files, format))).toBe(true)
    },
  )

  it('says in its JSON which steps were applied to which source', async () => {
    await using library = await Library.openInMemory()
    const ids = await storeDone(library, 'hands', { 'a.mp4': still, 'b.mp4': still })
    await library.edits.write(ids[0]!, steps)
    const { path } = await exportAll(library, ids, 'csv', 'edited')
    const sidecar = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Record<string, unknown>
    expect(sidecar).toMatchObject({
      edits: expect.stringContaining('not as they were tracked') as unknown,
      sources: [{ source: 'a.mp4', edits: steps }, { source: 'b.mp4' }],
    })
    const plain = await exportAll(library, ids, 'csv', 'tracked')
    expect(readFileSync(`${plain.path}.json`, 'utf8')).not.toContain('edits')
  })

  it('in a format for motion has the frames and people that are left', async () => {
    await using library = await Library.openInMemory()
    const ids = await storeDone(library, 'hands', { 'a.mp4': dancers })
    const hide = { kind: 'hide', firstFrame: 0, lastFrame: 9999, subject: 0, part: null } as const
    const trim = { kind: 'trim', firstFrame: 100, lastFrame: 199 } as const
    await library.edits.write(ids[0]!, [hide, trim])
    const { path, files } = await exportAll(library, ids, 'trc', 'edited')
    const kept = dancers.filter(({ frame }) => frame >= 100 && frame <= 199)
    const cells = readCells(join(path, 'a_subject_1.trc'), '\t')
    expect([files, readSidecar(path).files]).toMatchObject([
      1,
      [{ subject: 1, frames: kept.length }],
    ])
    const times = cells.slice(6).map((row) => Number(row[1]))
    expect(times).toEqual(kept.map(({ timestampUs }) => timestampUs / 1e6))
    await library.edits.write(ids[0]!, [])
    expect((await exportAll(library, ids, 'trc', 'edited')).files).toBe(2)
  })
})

it('the steps of a result are in the library until others take their place', async () => {
  const path = join(temporaryFolder(), 'library.duckdb')
  const library = await Library.open(path)
  await library.edits.write(7, steps)
  await library.edits.write(8, steps.slice(0, 2))
  await library.edits.write(7, steps.slice(0, 1))
  await library.edits.write(9, steps)
  await library.edits.write(9, [])
  await library.close()
  await using again = await Library.open(path)
  expect([await again.edits.read(7), await again.edits.read(9)]).toEqual([steps.slice(0, 1), []])
  expect([...(await again.edits.readSome([7, 8, 9, 10])).keys()]).toEqual([7, 8])
})
