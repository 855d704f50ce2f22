import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import fc from 'fast-check'
import type { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { calls, events, portChannels, type CallChannel } from '../../common/ipc'
import type {} from '../../renderer/window'
import { fuzzSeed, misfits } from '../misfits'
import { makePhotoFolder } from './folders'
import { Studio } from './studio'

// Every channel of the contract is asked with values that do not fit it: a channel that is added is
// asked too, by itself. The page that asks is of the worst kind, one that was taken over: it has
// Node and no bridge, so that it speaks to main as the preload script does.

const valuesPerChannel = 25
const channels = Object.keys(calls) as CallChannel[]

let studio: Studio

beforeAll(async () => {
  studio = await Studio.launch()
  await studio.chooseTask('Face')
  await studio.startBatch(makePhotoFolder(3))
  await studio.phase('Finished')
  await studio.app.evaluate(countActs)
  await settled()
})
afterAll(() => studio.close())

describe(`wrong shapes (seed ${fuzzSeed})`, () => {
  it('are refused by every call, and nothing is done', async () => {
    const before = await state()
    const asked = channels.flatMap((channel) =>
      sample(calls[channel].argument).map((argument) => ({ channel, argument })),
    )
    expect(asked.length).toBe(channels.length * valuesPerChannel)
    const answers = await askAsTakenOverPage(asked)
    const wrong = answers.flatMap((answer, index) => {
      const { channel, argument } = asked[index]!
      const refusal = `"${channel}" was asked with an argument that does not fit.`
      return answer === refusal ? [] : [{ channel, argument, answer }]
    })
    expect(wrong).toEqual([])
    expect(await state()).toEqual(before)
  })

  it('are not even heard on a channel that is none of the calls', async () => {
    const before = await state()
    const others = [...Object.keys(events), ...portChannels, 'constructor', '__proto__', '']
    await sendAsTakenOverPage(others, fc.sample(fc.anything(), { numRuns: 20, seed: fuzzSeed }))
    expect(await state()).toEqual(before)
  })

  it('of events do not reach the page, which goes on', async () => {
    const problems: string[] = []
    studio.page.on('pageerror', (error) => void problems.push(error.message))
    await studio.page.evaluate(listenToAll, Object.keys(events))
    for (const [channel, schema] of Object.entries(events)) {
      await sendToPage(channel, sample(schema))
    }
    expect(await studio.page.evaluate(() => Reflect.get(window, 'heard') as string[])).toEqual([])
    // One that fits is heard.
    await sendToPage('export-progressed', [0.5])
    const heard = () => studio.page.evaluate(() => Reflect.get(window, 'heard') as string[])
    await expect.poll(heard, { timeout: 60_000 }).toEqual(['export-progressed'])
    expect(problems).toEqual([])
    expect(await studio.progressText()).toContain('3 of 3 files')
  })
})

describe('what has the right shape', () => {
  it.each([
    ['a page of another address', 'data:text/html,x', false],
    ['an empty page', 'about:blank', false],
    ['a frame inside the app’s own page', undefined, true],
  ])('is refused from %s', async (_name, url, fromFrame) => {
    const before = await state()
    // Most orders need no argument: this one fits them.
    const asked = channels.map((channel) => ({ channel, argument: undefined }))
    const answers = await askAsTakenOverPage(asked, url, fromFrame)
    expect(answers).toEqual(channels.map(() => 'Unknown sender.'))
    expect(await state()).toEqual(before)
  })

  it('is answered to the app’s own page', async () => {
    const asked = [{ channel: 'get-settings', argument: undefined }] as const
    expect(await askAsTakenOverPage(asked)).toEqual(['answered'])
  })
})

function sample(schema: z.ZodType): unknown[] {
  return fc.sample(misfits(schema), { numRuns: valuesPerChannel, seed: fuzzSeed })
}

type Asked = readonly { readonly channel: CallChannel; readonly argument: unknown }[]

/** Asks main one call after the other from a window of its own; answers how each was refused. */
async function askAsTakenOverPage(
  asked: Asked,
  url?: string,
  fromFrame = false,
): Promise<string[]> {
  return runInTakenOverPage<string[]>(
    `async (asked) => {
      const answers = []
      for (const { channel, argument } of asked) {
        const reply = await ipcRenderer.invoke(channel, argument)
        answers.push(reply.ok ? 'answered' : reply.error.message)
      }
      return answers
    }`,
    asked,
    url,
    fromFrame,
  )
}

/** Posts values on channels in each of the ways in which a page can. */
async function sendAsTakenOverPage(channels: readonly string[], values: unknown[]): Promise<void> {
  await runInTakenOverPage(
    `({ channels, values }) => {
      for (const channel of channels) {
        for (const value of values) {
          ipcRenderer.send(channel, value)
          ipcRenderer.postMessage(channel, value, [new MessageChannel().port1])
        }
      }
    }`,
    { channels, values },
  )
}

/**
 * @param code a function whose one argument is given, as a structured clone.
 * @param url the app's own page, unless it is another.
 */
async function runInTakenOverPage<Answer>(
  code: string,
  argument: unknown,
  url = 'app://studio/index.html',
  fromFrame = false,
): Promise<Answer> {
  const bytes = serialize(argument).toString('base64')
  return (await studio.app.evaluate(
    async ({ BrowserWindow, session }, { code, bytes, url, fromFrame }) => {
      // In a session of its own, whose pages of the app's address are free of its policy.
      const { protocol } = session.fromPartition('taken-over')
      const serve = ({ url }: Request): Response => {
        const html = url.endsWith('index.html') ? '<iframe src="app://studio/inner"></iframe>' : ''
        return new Response(html, { headers: { 'content-type': 'text/html' } })
      }
      if (!protocol.isProtocolHandled('app')) protocol.handle('app', serve)
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          ...{ nodeIntegration: true, nodeIntegrationInSubFrames: true },
          ...{ contextIsolation: false, sandbox: false, partition: 'taken-over' },
        },
      })
      await window.loadURL(url)
      const { mainFrame } = window.webContents
      const frame = fromFrame ? mainFrame.frames[0]! : mainFrame
      const script = `(async () => {
        const { ipcRenderer } = require('electron')
        const argument = require('node:v8').deserialize(Buffer.from('${bytes}', 'base64'))
        return (${code})(argument)
      })()`
      const answered: unknown = await frame.executeJavaScript(script)
      window.destroy()
      return answered
    },
    { code, bytes, url, fromFrame },
  )) as Answer
}

/** Sends values to the app's window as main does, whatever they are. */
async function sendToPage(channel: string, values: unknown[]): Promise<void> {
  const bytes = serialize(values).toString('base64')
  await studio.app.evaluate(
    ({ BrowserWindow }, { channel, bytes }) => {
      const { deserialize } = process.getBuiltinModule('node:v8')
      const [window] = BrowserWindow.getAllWindows()
      for (const value of deserialize(Buffer.from(bytes, 'base64')) as unknown[]) {
        window?.webContents.send(channel, value)
      }
    },
    { channel, bytes },
  )
}

function listenToAll(channels: readonly string[]): void {
  const heard: string[] = []
  Reflect.set(window, 'heard', heard)
  // What main tells of its own accord is not what is asked for here.
  const own = ['telemetry-sampled', 'telemetry-noted', 'entries-changed', 'workers-changed']
  for (const channel of channels) {
    if (!own.includes(channel)) window.app.on(channel as 'recovered', () => heard.push(channel))
  }
}

/** Has everything that an order could do outside of the app be counted instead of done. */
function countActs({ dialog, shell, app }: typeof import('electron')): void {
  const acts: string[] = []
  Reflect.set(globalThis, 'acts', acts)
  const count =
    <T>(name: string, answer: T): (() => T) =>
    () => {
      acts.push(name)
      return answer
    }
  dialog.showOpenDialog = count('open', Promise.resolve({ canceled: false, filePaths: ['/etc'] }))
  dialog.showSaveDialog = count('save', Promise.resolve({ canceled: false, filePath: '/no/x.csv' }))
  shell.showItemInFolder = count('show', undefined)
  shell.trashItem = count('trash', Promise.resolve())
  shell.openExternal = count('external', Promise.resolve())
  app.on('render-process-gone', count('page gone', undefined))
  app.on('child-process-gone', count('process gone', undefined))
}

/** All that a call could change: what the app knows, what it has written, what it has asked for. */
async function state() {
  const page = await studio.page.evaluate(async () => ({
    settings: await window.app.request('get-settings', undefined),
    batch: await window.app.request('get-batch', undefined),
    earlier: await window.app.request('list-batches', undefined),
    entries: await window.app.request('list-entries', { olderThan: null }),
    recordings: await window.app.request('list-recordings', undefined),
    service: await window.app.request('get-service-status', undefined),
    remote: await window.app.request('get-remote-status', undefined),
    watches: await window.app.request('get-watches', undefined),
  }))
  const acts = await studio.app.evaluate(() => Reflect.get(globalThis, 'acts') as string[])
  return { ...page, acts, files: dataFiles() }
}

/** The files of the app's own, with their sizes; Chromium keeps others beside them. */
function dataFiles(): Record<string, number> {
  const own = /^(settings\.json|library\.duckdb.*|recordings|uploads|models|unstarted.*)$/
  const names = readdirSync(studio.dataFolder).filter((name) => own.test(name))
  return Object.fromEntries(
    names.map((name) => [name, statSync(join(studio.dataFolder, name)).size]),
  )
}

/** Waits until the background has looked at all results. */
async function settled(): Promise<void> {
  const qualities = () =>
    studio.page.evaluate(async () => {
      const { entries } = await window.app.request('list-entries', { olderThan: null })
      return entries.filter(({ quality }) => quality === null).length
    })
  await vi.waitFor(async () => expect(await qualities()).toBe(0), 30_000)
}
