import { copyFile, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { languages, languageTags, type Language } from '../common/language'
import { en } from '../common/locales/en/index'
import { zh } from '../common/locales/zh/index'
import startDisplay from './app/display'
import { fakeCamera } from './app/fakeCamera'
import { makeFolder } from './app/folders'
import { scenes } from './app/scenes'
import { Studio } from './app/studio'
import { constantRate, makeVideo, photoPaths } from './media'
import { tell } from './progress'

// `npm run pictures`: takes the pictures of README and manual, in each language, from the app at work.
// On Linux, those in Chinese need a font (fonts-noto-cjk).

const catalogues = { en, zh }
const names = {
  en: { folder: 'Recordings', video: 'Rehearsal.mp4', photo: (n: number) => `Session ${n}.jpg` },
  zh: { folder: '录制', video: '排练.mp4', photo: (n: number) => `第${n}次.jpg` },
} as const

const stopDisplay = await startDisplay()
for (const language of languages) await takePictures(language)
stopDisplay?.()

async function takePictures(language: Language): Promise<void> {
  tell(`Pictures in ${language}`)
  const texts = catalogues[language]
  const cameraArguments = await fakeCamera(scenes.twoHands)
  const args = [...cameraArguments, `--lang=${languageTags[language]}`]
  const studio = await Studio.launch(undefined, args)
  const { page } = studio
  await studio.resize(1280, 800)
  const show = (view: keyof typeof texts.shell.view) =>
    studio.button(texts.shell.view[view]).click()

  await studio.drop(await makeRecordings(language))
  await studio.phase(texts.batch.phase.ready)
  await studio.button(texts.batch.main.start).click()
  await studio.phase(texts.batch.phase.finished)
  await page.getByRole('row', { name: names[language].photo(4) }).click()
  await take('batch')
  await studio.button(texts.batch.actions.export).click()
  await take('export')
  await page.keyboard.press('Escape')

  await show('library')
  const rows = page.getByRole('grid', { name: texts.library.list.results }).getByRole('row')
  const video = rows.filter({ hasText: names[language].video })
  await video.click()
  await take('library')
  await video.dblclick()
  await page.locator('.review-stage canvas[data-frame]').waitFor()
  await take('review')

  // The camera of the tests is named as the file that it plays.
  await page.evaluate(() => {
    const { mediaDevices } = navigator
    const list = mediaDevices.enumerateDevices.bind(mediaDevices)
    mediaDevices.enumerateDevices = async () => {
      const devices = await list()
      for (const device of devices) Object.defineProperty(device, 'label', { value: 'USB camera' })
      return devices
    }
  })
  await show('live')
  await page.locator('dl.numbers').waitFor()
  await page.waitForTimeout(6000)
  await take('live')
  await studio.close()

  async function take(name: string): Promise<void> {
    // What has just been opened is still moving, small pictures are still coming.
    await page.waitForTimeout(2000)
    const folder = resolve('resources/screenshots', language)
    await mkdir(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 85 })
  }
}

/** A video that moves over people, and photos. */
async function makeRecordings(language: Language): Promise<string> {
  const { folder: name, video: videoName, photo } = names[language]
  const folder = makeFolder(name)
  const video = await makeVideo({
    ...{ name: 'pictures.mp4', codec: 'avc', photo: 4, widthPx: 1280, heightPx: 720 },
    timestampsS: constantRate(150, 25),
    camera: (share) => ({ x: 0.38 + 0.04 * Math.sin(2 * Math.PI * share), y: 0.5, width: 0.42 }),
  })
  await copyFile(video, join(folder, videoName))
  await Promise.all(photoPaths.map((path, index) => copyFile(path, join(folder, photo(index + 1)))))
  return folder
}
