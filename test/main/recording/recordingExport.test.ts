import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { csvColumns } from '../../../common/export/columns'
import { defaultCsvOptions, type CsvShape } from '../../../common/export/options'
import { landmarkStride } from '../../../common/landmarks'
import type { RecordingSetup } from '../../../common/recording'
import { topologies } from '../../../common/topologies'
import { exportCsv } from '../../../main/export/exportFile'
import { Library } from '../../../main/library/library'
import { temporaryFolder } from '../library/libraryFolder'
import { RecordingPage } from './recordingPage'
import { handFrame } from './recordingPorts'

/** Two hands, a frame that was dropped, one with nothing, one hand. */
const frames = [handFrame(0, 2), handFrame(2, 0), handFrame(3, 1)]

/** Records, renames and exports; answers the lines of the CSV, and its JSON. */
async function exportRecording(shape: CsvShape, setup: Partial<RecordingSetup> = {}) {
  await using library = await Library.openInMemory()
  const page = new RecordingPage(library)
  const { recording, port, video } = await page.begin(setup)
  video.send({ kind: 'write', position: 0, bytes: Uint8Array.of(1) }, { kind: 'end' })
  port.send({ kind: 'frames', frames }, { kind: 'finish', ending: 'stopped', framesDropped: 1 })
  await port.answered(1)
  await page.recordings.rename(recording.id, 'A wave')
  const { sourceId } = await page.recordings.findSource(recording.id)
  const { path } = await exportCsv({
    ...{ library, sourceIds: [sourceId], csv: { ...defaultCsvOptions, shape } },
    ...{ destinationPath: join(temporaryFolder(), 'wave.csv'), appVersion: '9.9.9' },
  })
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n')
  const sidecar = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Record<string, unknown>
  return { cells: lines.map((line) => line.split(',')), sidecar, recording }
}

const numbers = (cells: readonly string[]) =>
  cells.map((text) => (text === '' ? NaN : Math.fround(Number(text))))

describe('the CSV of a recording', () => {
  it('has a row per landmark, with the frames and times of the camera', async () => {
    const { cells } = await exportRecording('long')
    const [header, ...rows] = cells
    expect(header).toEqual(csvColumns('long', 'hands').map(({ name }) => name))
    const landmarks = topologies.hand.landmarks.length
    const starts = rows.map((row) => row.slice(0, 5).join(' '))
    expect([...new Set(starts)]).toEqual([
      'A wave 0 0.0 0 true',
      'A wave 0 0.0 1 true',
      'A wave 2 0.066666  false',
      'A wave 3 0.099999 0 true',
    ])
    expect(rows).toHaveLength(3 * landmarks + 1)
    const last = numbers(rows.slice(-landmarks).flatMap((row) => row.slice(8, 8 + landmarkStride)))
    expect(last).toEqual([...frames[2]!.parts[0]!.points])
  })

  it('has a row per frame and hand in the wide shape', async () => {
    const { cells } = await exportRecording('wide')
    const [header = [], ...rows] = cells
    expect(header).toEqual(csvColumns('wide', 'hands').map(({ name }) => name))
    expect(rows.map((row) => row.slice(0, 6))).toEqual([
      ['A wave', '0', '0.0', '0', 'true', 'left'],
      ['A wave', '0', '0.0', '1', 'true', 'left'],
      ['A wave', '2', '0.066666', '', 'false', ''],
      ['A wave', '3', '0.099999', '0', 'true', 'right'],
    ])
    const tip = header.indexOf('hand_index_finger_tip_x')
    expect(numbers([rows[3]![tip]!])).toEqual([frames[2]!.parts[0]!.points[8 * landmarkStride]])
  })
})

describe('the JSON beside it', () => {
  it('says how it was recorded', async () => {
    const { sidecar, recording } = await exportRecording('long', { hasVideo: true })
    expect(sidecar.recording).toEqual({
      camera: 'A camera (046d:0825)',
      framesPerSecond: 30,
      smoothing: {
        kind: 'light',
        meaning: expect.stringContaining('One Euro filter') as string,
      },
      delegate: 'CPU',
      view: {
        mirrored: true,
        meaning: expect.stringContaining('refer to the unmirrored picture') as string,
      },
      ending: 'stopped',
      framesDropped: 1,
      frame: "Counts the camera's frames from the first recorded one, dropped ones included.",
      clock: 'Capture times of the camera, from the first recorded frame.',
      video: `${recording.title}.webm`,
    })
    expect(sidecar).toMatchObject({
      batch: { title: 'A wave', startedAt: recording.createdAt },
      model: { file: 'hand_landmarker.task' },
      sources: [{ name: 'A wave', frames: 3, framesDetected: 2, subjects: 2, sizeBytes: 1 }],
    })
  })

  it('says of landmarks that were not smoothed that they are the model’s own', async () => {
    const { sidecar } = await exportRecording('long', { smoothing: 'off' })
    const smoothing = { kind: 'off', meaning: "The model's own landmarks." }
    expect(sidecar.recording).toMatchObject({ smoothing, video: null })
  })
})
