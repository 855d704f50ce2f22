import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { makePhotoFolder } from './folders'
import { launchWithCamera, LiveView } from './liveStudio'
import { scenes } from './scenes'
import { Studio } from './studio'

let studio: Studio

afterEach(() => studio.close())

async function launch(dataFolder?: string): Promise<void> {
  studio = await Studio.launch(dataFolder)
}

async function restart(): Promise<void> {
  await studio.quit()
  await launch(studio.dataFolder)
}

async function startBatch(photos: number): Promise<void> {
  await studio.startBatch(makePhotoFolder(photos))
  await studio.phase('Tracking')
}

async function expectItem(id: string, isEnabled: boolean): Promise<void> {
  await expect.poll(() => studio.isInMenu(id), { timeout: 10_000 }).toBe(isEnabled)
}

async function closeWindow(): Promise<void> {
  await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
}

/** Whether the app keeps the machine awake. */
function isKeptAwake(): Promise<boolean> {
  return studio.app.evaluate(({ powerSaveBlocker }) =>
    Array.from({ length: 20 }, (_, id) => powerSaveBlocker.isStarted(id)).some(Boolean),
  )
}

const goesOn = 'The batch goes on where it stood when the app ended.'

describe('quitting', () => {
  const whileTracking = {
    message: 'Files are being tracked. Quit anyway?',
    detail: 'What is done is kept, and the batch goes on at the next start.',
  }

  it('in the middle of a batch asks, and goes on if it is not meant', async () => {
    await launch()
    await startBatch(300)
    await studio.answerQuestions('Keep Working')
    await closeWindow()
    await expect.poll(() => studio.questions()).toHaveLength(1)
    await studio.app.evaluate(({ app }) => app.quit())
    await expect.poll(() => studio.questions()).toHaveLength(2)
    expect(await studio.questions()).toMatchObject([whileTracking, whileTracking])
    expect((await studio.batch()).status.phase).toBe('running')
    expect(await studio.workerProcessIds()).not.toEqual([])

    await studio.answerQuestions('Quit')
    await restart()
    await studio.notice(goesOn).waitFor({ timeout: 60_000 })
  })

  it('asks once, however often somebody tries before they answer', async () => {
    await launch()
    await startBatch(300)
    await studio.app.evaluate(({ dialog, app }) => {
      let questions = 0
      dialog.showMessageBox = () => {
        Object.assign(globalThis, { questions: (questions += 1) })
        return new Promise(() => undefined)
      }
      app.quit()
      app.quit()
    })
    await closeWindow()
    expect(await studio.app.evaluate(() => Reflect.get(globalThis, 'questions') as number)).toBe(1)
    studio.app.process().kill('SIGTERM')
  })

  it('asks nothing while nothing is being done', async () => {
    await launch()
    await studio.drop(makePhotoFolder(2))
    await studio.phase('Ready to start')
    await studio.answerQuestions('Keep Working')
    const exited = once(studio.app.process(), 'exit')
    await closeWindow()
    await exited
  })

  it('asks nothing when the system ends the app', async () => {
    await launch()
    await startBatch(300)
    await studio.answerQuestions('Keep Working')
    const exited = once(studio.app.process(), 'exit')
    studio.app.process().kill('SIGTERM')
    await exited
  })

  it('in the middle of a recording asks, and other views wait for its end', async () => {
    studio = await launchWithCamera(scenes.twoHands)
    const live = new LiveView(studio)
    await live.open()
    await live.tracking()
    await live.startRecording()
    await expectItem('show-batch', false)
    await expectItem('open-files', false)
    await expect.poll(isKeptAwake, { timeout: 5000 }).toBe(true)
    await studio.answerQuestions('Keep Working')
    await closeWindow()
    await expect.poll(() => studio.questions()).toHaveLength(1)
    expect(await studio.questions()).toMatchObject([
      {
        message: 'A recording is being made. Quit anyway?',
        detail: 'The recording ends here, and what has been recorded is kept.',
      },
    ])
    const frames = await live.recordedFrames()
    await live.waitForFrames(frames + 5)
    await live.stopRecording()
    await expectItem('show-batch', true)
  })
})
