import { existsSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { landmarkStride, type PackedPart } from '../../common/landmarks'
import { defaultSettings, type Settings } from '../../common/settings'
import type { Task } from '../../common/tasks'
import { curveRssBytes, type TelemetrySample } from '../../common/telemetry'
import { loadTask } from '../main/worker/landmarkers'
import { cameraHeightPx, cameraWidthPx, scenePixels, type CameraScene } from './fakeCamera'
import { launchWithCamera, LiveView } from './liveStudio'
import { readCsv } from './csv'
import { scenes } from './scenes'
import { Studio } from './studio'

let studio: Studio
let live: LiveView

/** The app, tracking what the camera sees, with the landmarks as the model gives them. */
async function track(scene: CameraScene, ...[settings = {}]: LaunchSettings): Promise<void> {
  studio = await launchWithCamera(scene, {
    ...settings,
    live: { smoothing: 'off', ...settings.live },
  })
  live = new LiveView(studio)
  await live.open()
  await live.tracking()
}
type LaunchSettings = [settings?: Parameters<typeof launchWithCamera>[1]]

afterEach(() => studio.close())

/** What the engine itself finds in the picture that the camera of a scene gives. */
async function engineFinds(
  scene: CameraScene,
  task: Task,
  subjects: number,
): Promise<PackedPart[]> {
  const landmarker = await loadTask(task, { maxSubjects: Math.max(1, subjects) })
  await landmarker.startSource('video')
  const picture = {
    widthPx: cameraWidthPx,
    heightPx: cameraHeightPx,
    pixels: new Uint8ClampedArray(await scenePixels(scene)),
  }
  // As the camera's film stands still: the tracker settles within a few frames.
  let found: PackedPart[] = []
  for (let frame = 0; frame < 10; frame += 1) found = landmarker.detect(picture, frame * 33_000)
  landmarker.close()
  return found
}

/** Settings that look for so many of a task's subjects. */
function trackingOf(task: Task, subjects: number): Settings['tracking'] {
  const { tracking } = defaultSettings
  return { ...tracking, [task]: { ...tracking[task], maxSubjects: Math.max(1, subjects) } }
}

type Row = Record<string, unknown>

/** One part of a frame, and where its landmarks are. */
interface FoundPart {
  readonly part: string
  readonly points: readonly Point[]
}
type Point = readonly [x: number, y: number]

/** The parts found in the last frame of a long CSV. */
function lastFrame(rows: readonly Row[]): FoundPart[] {
  const last = Math.max(...rows.map(({ frame }) => Number(frame)))
  const parts = new Map<string, { part: string; points: Point[] }>()
  for (const row of rows) {
    if (Number(row.frame) !== last || row.detected !== 'true') continue
    const key = `${String(row.subject)} ${String(row.part)}`
    const found = parts.get(key) ?? { part: String(row.part), points: [] }
    parts.set(key, found)
    found.points.push([Number(row.x), Number(row.y)])
  }
  return [...parts.values()]
}

function foundPart({ part, points }: PackedPart): FoundPart {
  return {
    part,
    points: Array.from({ length: points.length / landmarkStride }, (_, index) => {
      const [x, y] = points.subarray(index * landmarkStride)
      return [x!, y!]
    }),
  }
}

/**
 * How far two parts lie apart, in parts of the picture: their farthest landmarks. Of bodies the
 * middle one, as the small model loses a bent leg or a hand from one frame to the next.
 */
function distance(a: FoundPart, b: FoundPart): number {
  if (a.part !== b.part) return Infinity
  const distances = a.points
    .map(([x, y], index) => Math.hypot(x - b.points[index]![0], y - b.points[index]![1]))
    .sort((near, far) => near - far)
  return distances[a.part === 'pose' ? distances.length >> 1 : distances.length - 1]!
}

describe('what a camera sees', () => {
  const hasBody = existsSync(scenes.body.photo)
  const bodies = [
    ['a body', scenes.body, 'pose', ['pose']],
    ['a whole person', scenes.body, 'holistic', ['face']],
  ] as const

  it.each([
    ['one hand', scenes.oneHand, 'hands', ['hand']],
    ['two hands', scenes.twoHands, 'hands', ['hand', 'hand']],
    ['a face', scenes.face, 'face', ['face']],
    ['people', scenes.people, 'face', ['face', 'face']],
    ['nobody', scenes.nobody, 'hands', []],
    ...(hasBody ? bodies : []),
  ] as const)(
    '%s: has its landmarks where the engine has them',
    async (name, scene, task, parts) => {
      await track(scene, { task, tracking: trackingOf(task, parts.length) })
      const rows = await live.recordAndExport(12)
      await studio.screenshot(`live-${name.replaceAll(' ', '-')}`)

      const isCompared = ({ part }: FoundPart) => (parts as readonly string[]).includes(part)
      const recorded = lastFrame(rows).filter(isCompared)
      const expected = (await engineFinds(scene, task, parts.length))
        .map(foundPart)
        .filter(isCompared)
      expect(expected.map(({ part }) => part)).toEqual(parts)
      expect(recorded.length).toBe(expected.length)
      for (const part of expected) {
        expect(Math.min(...recorded.map((other) => distance(part, other)))).toBeLessThan(0.02)
      }
    },
  )
})

describe('a mirrored view', () => {
  /** Where the overlay is drawn, from left (0) to right (1): the middle of all it covers. */
  async function overlayMiddle(): Promise<number> {
    return studio.page.evaluate(() => {
      let [sum, count] = [0, 0]
      for (const band of document.querySelectorAll<HTMLCanvasElement>('.overlay canvas')) {
        const { width, height } = band
        const { data } = band.getContext('2d')!.getImageData(0, 0, width, height)
        for (let index = 3; index < data.length; index += 4) {
          if (data[index]! < 128) continue
          sum += ((index >> 2) % width) / width
          count += 1
        }
      }
      return sum / count
    })
  }

  it('turns picture and overlay round, and leaves coordinates and handedness as they are', async () => {
    await track(scenes.oneHand, { live: { isMirrored: false } })
    const straight = await live.recordAndExport(6)
    const middle = await overlayMiddle()
    await studio.screenshot('live-unmirrored')

    await studio.page.getByLabel('Mirror the view').check()
    await expect.poll(overlayMiddle).toBeCloseTo(1 - middle, 2)
    expect(Math.abs(middle - 0.5)).toBeGreaterThan(0.005)
    const mirrored = await live.recordAndExport(6)
    await studio.screenshot('live-mirrored')

    const [[before], [after]] = [lastFrame(straight), lastFrame(mirrored)]
    expect(distance(before!, after!)).toBeLessThan(0.02)
    const handedness = (rows: readonly Row[]) => [...new Set(rows.map((row) => row.handedness))]
    expect(handedness(mirrored)).toEqual(handedness(straight))
  })
})

describe('a recording', () => {
  it('is started and stopped by the space bar, named, found again and exported in both shapes', async () => {
    await track(scenes.oneHand)
    await studio.page.keyboard.press('Space')
    await live.waitForFrames(10)
    await studio.screenshot('live-recording')
    await studio.page.keyboard.press('Space')
    await live.saved()
    const title = studio.page.getByLabel('Name of the recording').last()
    await title.fill('=wave, take "1"')
    await title.press('Enter')
    const long = await readCsv(await live.exportSaved('Long'))
    const wide = await readCsv(await live.exportSaved('Wide'))
    await studio.screenshot('live-saved')

    expect(new Set(long.map(({ source }) => source))).toEqual(new Set([`'=wave, take "1"`]))
    const frames = [...new Set(long.map(({ frame }) => Number(frame)))]
    expect(frames.length).toBeGreaterThanOrEqual(10)
    expect(wide.map(({ frame }) => Number(frame))).toEqual(frames)
    expect(Object.keys(wide[0]!)).toContain('hand_wrist_x')
    const times = [...new Set(long.map(({ time_s }) => Number(time_s)))]
    expect(times.every((time, index) => index === 0 || time > times[index - 1]!)).toBe(true)
    // At 30 frames a second each frame has its own time, tracked or not; the camera that plays a film
    // is slower where the machine has other work.
    const pace = (times.at(-1)! - times[0]!) / (frames.at(-1)! - frames[0]!)
    expect(pace).toBeGreaterThan(1 / 33)
    expect(pace).toBeLessThan(1 / 15)

    await studio.quit()
    studio = await Studio.launch(studio.dataFolder)
    live = new LiveView(studio)
    await live.open()
    await studio.button('Recordings').click()
    await studio.screenshot('live-recordings')
    await expect
      .poll(() => studio.page.getByLabel('Name of the recording').first().inputValue())
      .toBe('=wave, take "1"')
  })

  it('says in its JSON what it was made with', async () => {
    await track(scenes.oneHand, { live: { smoothing: 'strong' } })
    await live.startRecording()
    await live.waitForFrames(3)
    const options = studio.page.getByRole('complementary', { name: 'Options' })
    await options.getByText('Stop the recording to change it').waitFor()
    expect(await options.getByRole('button', { name: 'Off' }).isDisabled()).toBe(true)
    await live.stopRecording()
    const path = await live.exportSaved()
    const sidecar = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as {
      model: { sha256: string }
      recording: Record<string, unknown>
    }
    expect(sidecar.model.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(sidecar.recording).toMatchObject({
      smoothing: { kind: 'strong' },
      delegate: 'CPU',
      view: { mirrored: true },
      ending: 'stopped',
    })
  })

  it('keeps the picture too if wished, to be tracked again in a batch', async () => {
    await track(scenes.oneHand, { live: { recordsVideo: true } })
    await live.startRecording()
    await live.waitForFrames(25)
    await live.stopRecording()
    await studio.page.getByText('with video').last().waitFor()
    await studio.button('Track again').click()
    await studio.phase('Ready to start')
    await studio.button('Start').click()
    await studio.phase('Finished')
    await studio.screenshot('live-tracked-again')
    expect(await studio.progressText()).toContain('1 of 1 file')
    const cells = studio.page.getByRole('row', { name: /Recording/ }).getByRole('gridcell')
    const frames = Number((await cells.nth(3).innerText()).replaceAll(',', ''))
    expect(frames).toBeGreaterThanOrEqual(25)
  })

  it('waits for its countdown, which can be called off', async () => {
    await track(scenes.nobody, { live: { countdownS: 3 } })
    await studio.button('Record').click()
    await studio.page.getByText('3', { exact: true }).waitFor()
    await studio.screenshot('live-countdown')
    await studio.button('Call off').click()
    await studio.button('Record').click()
    await studio.button('Stop').waitFor()
    await live.stopRecording()
  })

  it('costs at most its last second when the app is killed', async () => {
    await track(scenes.oneHand)
    await live.startRecording()
    await live.waitForFrames(30)
    const recorded = await live.recordedFrames()
    await studio.kill()

    studio = await Studio.launch(studio.dataFolder)
    await studio
      .notice(/^The recording ".+" was cut off: (\d+ min )?\d+ s of it are kept, in Live/)
      .waitFor()
    await studio.screenshot('recovery-recording')
    await new LiveView(studio).open()
    await studio.button('Recordings').click()
    const facts = await studio.page.getByText('interrupted').innerText()
    const kept = Number(/([\d,]+) frames/.exec(facts)?.[1])
    expect(kept).toBeGreaterThan(recorded - 30)
    expect(kept).toBeGreaterThan(0)
  })
})

describe('a camera that gives no picture', () => {
  it('may be refused, and is asked for again', async () => {
    studio = await launchWithCamera(scenes.oneHand)
    live = new LiveView(studio)
    await studio.app.evaluate(({ session }) =>
      session.defaultSession.setPermissionRequestHandler((_page, _what, decide) => decide(false)),
    )
    await live.show('Live')
    await studio.page.getByText('The camera may not be used').waitFor()
    await studio.screenshot('live-refused')
    await studio.app.evaluate(({ session }) =>
      session.defaultSession.setPermissionRequestHandler((_page, _what, decide) => decide(true)),
    )
    await studio.button('Try again').click()
    await live.tracking()
  })

  it('may be none at all', async () => {
    studio = await Studio.launch()
    await new LiveView(studio).open()
    await studio.page.getByText('No camera is connected').waitFor()
    await studio.screenshot('live-no-camera')
    expect(await studio.button('Record').isDisabled()).toBe(true)
  })

  it('may be taken by another program', async () => {
    studio = await launchWithCamera(scenes.oneHand)
    live = new LiveView(studio)
    // No camera of Chromium's own can be taken: the page is told what a taken one says.
    await studio.page.evaluate(() => {
      const { mediaDevices } = navigator
      const open = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = () => {
        mediaDevices.getUserMedia = open
        return Promise.reject(new DOMException('Device in use', 'NotReadableError'))
      }
    })
    await live.show('Live')
    await studio.page.getByText('Another program uses the camera').waitFor()
    await studio.screenshot('live-taken')
    await studio.button('Try again').click()
    await live.tracking()
  })

  it('may be pulled out in mid-recording: what was recorded is kept', async () => {
    await track(scenes.oneHand)
    await live.startRecording()
    await live.waitForFrames(10)
    // The process that reads the camera is gone, as it is when its driver fails.
    const cameraProcess = await studio.app.evaluate(({ app }) =>
      app.getAppMetrics().find(({ name = '' }) => /video capture/i.test(name)),
    )
    process.kill(cameraProcess!.pid, 'SIGKILL')
    await studio.page.getByText('The camera is gone').waitFor()
    await live.saved()
    await studio.page.getByText('camera lost').last().waitFor()
    await studio.screenshot('live-camera-lost')
    const rows = await readCsv(await live.exportSaved())
    expect(new Set(rows.map(({ frame }) => frame)).size).toBeGreaterThanOrEqual(10)
  })
})

describe('the tracker', () => {
  it('gives its memory back when the task is switched twenty times', async () => {
    await track(scenes.people, { task: 'hands' })
    const titles = ['Face', 'Body', 'Whole person', 'Hands'] as const
    const switchAll = async (): Promise<void> => {
      for (const title of titles) {
        await studio.chooseTask(title)
        await live.tracking()
      }
    }
    // What V8 makes of the code that all trackers share is complete after a few rounds, and stays.
    for (let round = 0; round < 4; round += 1) await switchAll()
    const before = await pageMemoryBytes()
    for (let round = 0; round < 5; round += 1) await switchAll()
    await expect.poll(pageMemoryBytes, { timeout: 30_000 }).toBeLessThan(before * 1.15)
  })

  it('goes on on the processor when the graphics card cannot run the model', async () => {
    await track(scenes.face, { task: 'face', live: { delegate: 'GPU' } })
    await studio.page.getByText(/The graphics card cannot track this/).waitFor()
    expect(await live.number('Runs on')).toBe('processor')
  })
})

describe('a graphics card that is lost', () => {
  it('costs a recording nothing: the processor goes on with it', async () => {
    await track(scenes.oneHand, { live: { delegate: 'GPU' } })
    expect(await live.number('Runs on')).toBe('graphics card')
    await live.startRecording()
    await live.waitForFrames(2)
    const recorded = await live.recordedFrames()
    const graphicsProcess = await studio.app.evaluate(({ app }) =>
      app.getAppMetrics().find(({ type }) => type === 'GPU'),
    )
    process.kill(graphicsProcess!.pid, 'SIGKILL')
    await studio.page.getByText(/The graphics card cannot track this/).waitFor()
    await live.waitForFrames(recorded + 10)
    await studio.screenshot('live-graphics-card-lost')
    expect(await live.number('Runs on')).toBe('processor')
    await live.stopRecording()
    const rows = await readCsv(await live.exportSaved())
    const frames = new Set(rows.map(({ frame }) => frame))
    expect(frames.size).toBeGreaterThanOrEqual(recorded + 10)
  })
})

describe('the screen', () => {
  it('is dark where dark is chosen', async () => {
    await track(scenes.twoHands, { theme: 'dark' })
    await studio.screenshot('live-dark')
  })

  it('fits into the smallest window', async () => {
    await track(scenes.twoHands)
    await studio.resize(800, 560)
    await studio.screenshot('live-small')
    await live.recordAndExport(3)
    await studio.screenshot('live-small-saved')
    expect(await studio.scrolledSideways()).toEqual([])
  })
})

/** Memory of the page's process, tracker and all, in the next sample. */
async function pageMemoryBytes(): Promise<number> {
  const sample = await studio.page.evaluate(
    () =>
      new Promise<TelemetrySample>((resolve) => {
        window.app.on('telemetry-sampled', resolve)
      }),
  )
  return curveRssBytes(sample, { role: 'page', worker: null }) ?? NaN
}
