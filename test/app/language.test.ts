import { readFileSync, rmSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Language } from '../../common/language'
import { en } from '../../common/locales/en/index'
import { zh } from '../../common/locales/zh/index'
import { inEnglish, sentence, translateSentence, type Sentence } from '../../common/sentence'
import { createTranslate } from '../../main/translate'
import { constantRate, makeVideo, photoPaths } from '../media'
import { makeFolder } from './folders'
import { Studio } from './studio'

let studio: Studio

afterEach(() => studio.close())

/** Names, units and symbols that are written so in Chinese too. */
const names = new Set(
  [
    'Landmark Studio MediaPipe Redis OpenSim Blender Excel DuckDB MATLAB Mokka MotionBuilder',
    'C D Visual CSV JSON Lines Parquet TRC MOT BVH DeepLabCut OpenFace pandas R HTTP WebAssembly JavaScript',
    'JPEG PNG WebP AVIF GIF MP MOV MKV WebM SHA WASM JS CPU GPU ID English Butterworth One Euro beta',
    'MB GB GiB kB ms px Hz dB Ctrl Shift Enter Esc Home End Space K L J I O Z F E n fps',
  ].flatMap((line) => line.split(' ')),
)

/**
 * Names of data: the parts of the page that hold them. `.selectable` is what can be copied: paths,
 * hashes, addresses.
 */
const notTranslated = '.selectable:not(.reason, .message), .sample, .curve-plot, .functions dt'

/** All words of the page in Latin letters, tooltips and labels included, that are no names. */
async function latinWords(): Promise<string[]> {
  const texts = await studio.page.evaluate((excluded) => {
    const found: string[] = []
    for (const element of document.querySelectorAll('body *')) {
      if (element.closest(excluded) ?? element.matches('script, style')) continue
      const ownTexts = [...element.childNodes].filter(({ nodeType }) => nodeType === 3)
      found.push(...ownTexts.map(({ textContent }) => textContent ?? ''))
      for (const name of ['title', 'aria-label', 'placeholder', 'aria-valuetext']) {
        found.push(element.getAttribute(name) ?? '')
      }
    }
    return found
  }, notTranslated)
  const words = texts.flatMap((text) => {
    // Names of files and formulas.
    const rest = text.replace(/\S*\/\S+|\S+\.(jpg|mp4|txt|csv|task)|[a-z]\w*\(.*\)/g, '')
    return [...rest.matchAll(/[A-Za-z]+/g)].map(([word]) => word)
  })
  return [...new Set(words)].filter((word) => !names.has(word))
}

async function choose(language: Language, menu: string): Promise<void> {
  await studio.button(menu).click()
  const name = { en: 'English', zh: '简体中文' }[language]
  await studio.page.getByRole('radio', { name }).check()
  await studio.page.keyboard.press('Escape')
}

async function show(view: keyof typeof zh.shell.view): Promise<void> {
  await studio.button(zh.shell.view[view]).click()
}

async function makePeople(): Promise<string> {
  const folder = makeFolder('人物')
  const video = await makeVideo({
    ...{ name: 'language.mp4', codec: 'avc', photo: 4, widthPx: 640, heightPx: 360 },
    timestampsS: constantRate(20, 25),
  })
  await copyFile(video, join(folder, '走路.mp4'))
  await copyFile(photoPaths[3]!, join(folder, '朋友.jpg'))
  return folder
}

/** Looks at every view, and tells of each what is not Chinese in it. */
async function walkThrough(look: (place: string) => Promise<void>): Promise<void> {
  const { page } = studio
  await look('empty')
  await page.getByText(zh.batch.options.advanced, { exact: true }).click()
  await look('advanced')
  for (const menu of [zh.watch.title, zh.service.title, zh.shell.appearance.label]) {
    await studio.button(menu).click()
    await look(`menu-${menu}`)
    await page.keyboard.press('Escape')
  }
  await page.getByText(zh.options.task.pose, { exact: true }).click()
  await studio.drop(await makePeople())
  await studio.phase(zh.batch.phase.ready)
  await look('ready')
  await studio.button(zh.batch.main.start).click()
  await studio.phase(zh.batch.phase.finished)
  await page.getByRole('row', { name: /朋友/ }).click()
  await look('finished')
  await studio.button(zh.batch.actions.export).click()
  await look('export')
  await page.keyboard.press('Escape')
  await show('library')
  const rows = page.getByRole('grid', { name: zh.library.list.results }).getByRole('row')
  await rows.filter({ hasText: '走路' }).click()
  await look('library')
  await rows.filter({ hasText: '走路' }).dblclick()
  await page.locator('.review-stage canvas').waitFor()
  await look('review')
  await studio.button(zh.review.offer.butterworth).click()
  await look('review-step')
  await show('telemetry')
  await page.locator('.process-table table').waitFor()
  await look('telemetry')
  await show('live')
  await page.locator('.problem').waitFor()
  await look('live')
}

describe('a window in Chinese', () => {
  it('has no English word in any of its views that is no name', async () => {
    studio = await Studio.launch(undefined, ['--lang=zh-CN'])
    expect(await studio.page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    const found: Record<string, string[]> = {}
    await walkThrough(async (place) => {
      await studio.screenshot(`chinese-${place}`)
      const words = await latinWords()
      if (words.length > 0) found[place] = words
    })
    expect(found).toEqual({})
  })

  it('fits into the smallest window, and is dark where dark is chosen', async () => {
    studio = await Studio.launch(undefined, ['--lang=zh-CN'])
    await studio.resize(800, 560)
    await studio.button(zh.shell.appearance.label).click()
    await studio.page.getByRole('radio', { name: zh.shell.appearance.theme.dark }).check()
    await studio.page.keyboard.press('Escape')
    const wide: Record<string, string[]> = {}
    await walkThrough(async (place) => {
      await studio.screenshot(`chinese-small-dark-${place}`)
      const scrolled = await studio.scrolledSideways()
      if (scrolled.length > 0) wide[place] = scrolled
    })
    expect(wide).toEqual({})
  })
})

const inChinese = createTranslate(() => 'zh')

/** Files that are not tracked, in the order of the list, and why: the last one is gone by then. */
const untracked: Readonly<Record<string, Sentence>> = {
  'clip.mp4': sentence('sentences.cut.video'),
  'notes.txt': sentence('sentences.media.foreign', {
    format: sentence('sentences.format.text'),
    remedy: sentence('sentences.remedy.leaveOut'),
  }),
  'photo.jpg': sentence('sentences.cut.photo'),
  'portrait.jpg': sentence('sentences.file.unopened', {
    name: 'portrait.jpg',
    reason: sentence('sentences.file.gone'),
  }),
}

async function makeUntracked(): Promise<string> {
  const folder = makeFolder('files')
  const video = await makeVideo({
    ...{ name: 'cut.mp4', codec: 'avc', photo: 4, widthPx: 160, heightPx: 90 },
    timestampsS: constantRate(5, 10),
  })
  const halfOf = (path: string): Buffer => {
    const bytes = readFileSync(path)
    return bytes.subarray(0, bytes.length / 2)
  }
  await writeFile(join(folder, 'clip.mp4'), halfOf(video))
  await writeFile(join(folder, 'notes.txt'), 'hands up')
  await writeFile(join(folder, 'photo.jpg'), halfOf(photoPaths[3]!))
  await copyFile(photoPaths[3]!, join(folder, 'people.jpg'))
  await copyFile(photoPaths[3]!, join(folder, 'portrait.jpg'))
  return folder
}

const reasonsInList = () => studio.page.locator('.file-list .message').allInnerTexts()
const reasonsIn = (say: (said: Sentence) => string) => Object.values(untracked).map(say)
const chinese = (said: Sentence) => translateSentence(said, inChinese)

describe('why a file is not tracked', () => {
  it('is Chinese in the window, at once and later, and English in the data', async () => {
    studio = await Studio.launch(undefined, ['--lang=zh-CN'])
    const folder = await makeUntracked()
    await studio.drop(folder)
    await studio.phase(zh.batch.phase.ready)
    rmSync(join(folder, 'portrait.jpg'))
    await studio.button(zh.batch.main.start).click()
    await studio.phase(zh.batch.phase.finished)
    expect(await reasonsInList()).toEqual(reasonsIn(chinese))
    await studio.button(zh.batch.actions.export).click()
    const path = join(makeFolder('out'), 'landmarks.csv')
    await studio.answerSaveDialog(path)
    await studio.button(zh.batch.export.save).click()
    await studio.page.getByText(zh.exporting.written.show).waitFor()
    const { withoutLandmarks } = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as {
      withoutLandmarks: { name: string; message: string }[]
    }
    const told = withoutLandmarks.map(({ name, message }) => [name, message])
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(Object.entries(untracked).map(([name, said]) => [name, inEnglish(said)])),
    )

    await studio.page.getByRole('row', { name: /portrait/ }).click()
    await studio.screenshot('chinese-reasons')
    expect(await latinWords()).toEqual([])

    await studio.quit()
    studio = await Studio.launch(studio.dataFolder, ['--lang=zh-CN'])
    await studio.button(zh.batch.earlier.title).click()
    await studio.page.getByRole('button', { name: /files/ }).click()
    await studio.phase(zh.batch.phase.finished)
    expect(await reasonsInList()).toEqual(reasonsIn(chinese))
    await choose('en', zh.shell.appearance.label)
    await expect.poll(reasonsInList).toEqual(reasonsIn(inEnglish))
  })
})

describe('what main refuses', () => {
  it('is refused in Chinese', async () => {
    studio = await Studio.launch(undefined, ['--lang=zh-CN'])
    const refused = await studio.page.evaluate(() =>
      window.app.request('open-batch', 4711).catch((error: unknown) => error),
    )
    const said = sentence('sentences.library.noBatch', { id: 4711 })
    expect(refused).toMatchObject({ message: inEnglish(said), sentence: said })
  })
})

describe('another language', () => {
  it('is spoken at once, in dialogs too, and is remembered', async () => {
    studio = await Studio.launch()
    await choose('zh', en.shell.appearance.label)
    await studio.button(zh.batch.add.files).waitFor()
    expect(await studio.page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    expect(await dialogTitle()).toBe(zh.dialogs.addFiles)
    await studio.quit()

    studio = await Studio.launch(studio.dataFolder)
    await studio.button(zh.batch.add.files).waitFor()
    await choose('en', zh.shell.appearance.label)
    await studio.button(en.batch.add.files).waitFor()
    expect(await dialogTitle()).toBe(en.dialogs.addFiles)
  })
})

/** The title of the dialog that asks for files. */
async function dialogTitle(): Promise<string | undefined> {
  await studio.app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = (...given: unknown[]) => {
      const { title } = given.at(-1) as { title?: string }
      Object.assign(globalThis, { titleOfDialog: title })
      return Promise.resolve({ canceled: true, filePaths: [] })
    }
  })
  await studio.page.evaluate(() => window.app.request('choose-files', undefined))
  return studio.app.evaluate(() => (globalThis as { titleOfDialog?: string }).titleOfDialog)
}
