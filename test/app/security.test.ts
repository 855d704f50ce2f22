import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultCsvOptions } from '../../common/export/options'
import { calls, type CallChannel } from '../../common/ipc'
import type {} from '../../renderer/window'
import { makePhotoFolder } from './folders'
import { Studio } from './studio'

const project = fileURLToPath(new URL('../..', import.meta.url))
const preload = fileURLToPath(new URL('../../out/preload/index.cjs', import.meta.url))

let studio: Studio
let elsewhere: Server
let elsewhereUrl: string
let visits: string[] = []

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    visits.push(request.url ?? '')
    response.end('<h1>elsewhere</h1>')
  })
  elsewhere.listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
  // A camera and a microphone of the browser's own making; who may use them is asked all the same.
  studio = await Studio.launch(undefined, ['--use-fake-device-for-media-stream'])
})
afterAll(async () => {
  await studio.close()
  elsewhere.close()
})

describe('the page', () => {
  it('has nothing of Node, and of the app three functions that it cannot replace', async () => {
    const found = await studio.page.evaluate(() => ({
      app: Object.keys(window.app).sort(),
      node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
      isReplaced: ((): boolean => {
        const own = { request: null }
        Reflect.set(window, 'app', own)
        Reflect.set(window.app, 'request', null)
        return window.app === (own as unknown) || window.app.request === null
      })(),
    }))
    expect(found).toEqual({
      app: ['addDroppedFiles', 'on', 'request'],
      node: [],
      isReplaced: false,
    })
  })

  it('is sandboxed and isolated', async () => {
    const preferences = await studio.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        // An object of Electron that its types leave out.
        const { getLastWebPreferences } = webContents as unknown as {
          getLastWebPreferences: () => Record<string, unknown>
        }
        return getLastWebPreferences.call(webContents)
      }),
    )
    expect(preferences).toHaveLength(1)
    expect(preferences[0]).toMatchObject({
      ...{ sandbox: true, contextIsolation: true, webSecurity: true, javascript: true },
      ...{ nodeIntegration: false, nodeIntegrationInSubFrames: false, webviewTag: false },
      ...{ allowRunningInsecureContent: false, experimentalFeatures: false },
    })
    // Of these there is a word only where somebody has asked for them.
    expect(preferences[0]).not.toMatchObject({ nodeIntegrationInWorker: true })
    expect(preferences[0]?.enableBlinkFeatures ?? '').toBe('')
  })

  it('runs no text as code, but compiles WebAssembly', async () => {
    const policy = await studio.page.evaluate(async () =>
      (await fetch(location.href)).headers.get('Content-Security-Policy'),
    )
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'")
    expect(await studio.page.evaluate(tryToRunText)).toEqual({
      eval: 'EvalError',
      inline: 'not run',
      data: 'not run',
      handler: 'not run',
      timer: 'not run',
      wasm: 'compiled',
    })
  })

  it('reaches no other address in any way that a page has', async () => {
    visits = []
    const [refusals, kinds] = await studio.page.evaluate(tryToReach, elsewhereUrl)
    expect(refusals).toEqual(kinds)
    expect(visits).toEqual([])
    await fetch(`${elsewhereUrl}from-the-test`)
    expect(visits).toEqual(['/from-the-test'])
  })

  it('cannot be led away, nor open a window or frame elsewhere', async () => {
    visits = []
    const before = studio.page.url()
    const places = [elsewhereUrl, 'file:///etc/hostname', 'data:text/html,x', 'app://other/x.html']
    for (const place of places) await studio.page.evaluate(tryToLeave, place)
    await expect.poll(() => studio.page.evaluate(() => document.readyState)).toBe('complete')
    expect(studio.page.url()).toBe(before)
    expect(studio.app.windows()).toHaveLength(1)
    expect(
      await studio.app.evaluate(({ webContents }) => webContents.getAllWebContents().length),
    ).toBe(1)
    expect(visits).toEqual([])
    await studio.page.reload()
    await studio.button('Choose files…').waitFor()
  })

  it('has a menu that leads to no web page', async () => {
    const entries = await studio.app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).flatMap(({ label, submenu }) => [
        label,
        ...(submenu?.items ?? [])
          .filter(({ type }) => type !== 'separator')
          .map((item) => item.role ?? item.id),
      ]),
    )
    expect(entries).toEqual([
      ...['File', 'open-files', 'open-folder', 'open-recent', 'export', 'quit'],
      ...['Edit', 'undo', 'redo', 'cut', 'copy', 'paste', 'selectall', 'find'],
      ...['View', 'show-batch', 'show-live', 'show-library', 'show-telemetry'],
      ...['resetzoom', 'zoomin', 'zoomin', 'zoomout', 'togglefullscreen'],
      // Of an app under development only.
      ...['reload', 'toggledevtools'],
      ...['Window', 'minimize', 'close'],
      ...['Help', 'show-manual', 'show-logs', 'show-notices', 'about'],
    ])
  })

  it('may use the camera and nothing else', async () => {
    expect(await studio.page.evaluate(askForPermissions)).toEqual({
      camera: 'allowed',
      microphone: 'NotAllowedError',
      cameraWithMicrophone: 'NotAllowedError',
      screen: 'refused',
      location: 'refused',
      notifications: 'denied',
      clipboard: 'NotAllowedError',
      midi: 'refused',
      storage: false,
      fonts: 'refused',
    })
  })
})

describe('the address of the page', () => {
  it.each([
    'app://studio/../../package.json',
    'app://studio/%2e%2e/%2e%2e/package.json',
    'app://studio/..%2f..%2fpackage.json',
    'app://studio/..%5c..%5cpackage.json',
    'app://studio/assets/..%2f..%2f..%2fpackage.json',
    'app://studio/%2fetc%2fhostname',
    'app://studio/index.html%00.js',
    'app://studio/%',
    'app://studio/assets',
    'app://studio/',
    'app://studio/wasm/..%2findex.html',
    'app://studio/wasm/',
    'app://studio/models/..%2f..%2fpackage.json',
    'app://studio/models/other.task',
    'app://other/index.html',
    'app:///index.html',
  ])('does not lead to %s', async (url) => {
    expect(await served(url)).toBe('not served')
    expect(await studio.page.evaluate(fetchText, url)).toBe('not served')
  })

  it('leads to no file beside it: Electron has powers for these that are not wanted', async () => {
    expect(await studio.page.evaluate(() => location.protocol)).toBe('app:')
    const manifest = pathToFileURL(join(project, 'package.json')).toString()
    expect(await studio.page.evaluate(fetchText, manifest)).toBe('not served')
  })

  it('leads to the page', async () => {
    expect(await served('app://studio/index.html')).toBe('served')
  })
})

describe('a call', () => {
  const channels = Object.keys(calls) as CallChannel[]

  beforeAll(async () => {
    await countDialogs()
    await studio.chooseTask('Face')
    await studio.drop(makePhotoFolder(3))
    await studio.phase('Ready to start')
  })

  it('with an argument of the wrong shape is refused in a sentence and does nothing', async () => {
    const before = await state()
    const wrong = channels
      .filter((channel) => channel !== 'add-paths')
      .flatMap((channel) => wrongArguments(channel).map((argument) => ({ channel, argument })))
    expect(wrong.length).toBeGreaterThan(channels.length * 12)
    const answers = await studio.page.evaluate(askEach, wrong)
    expect(answers).toEqual(
      wrong.map(({ channel }) => `"${channel}" was asked with an argument that does not fit.`),
    )
    expect(await state()).toEqual(before)
  })

  it('that the page may not make is refused, however its name is written', async () => {
    const before = await state()
    const names = ['add-paths', ['add-paths'], { 0: 'add-paths' }, 'nothing', '__proto__', '', null]
    const asked = names.map((channel) => ({ channel, argument: ['/etc'] }))
    for (const answer of await studio.page.evaluate(askEach, asked)) {
      expect(answer).toMatch(/No such call|Error processing argument/)
    }
    expect(await state()).toEqual(before)
  })

  it('adds no file that nobody dropped', async () => {
    const before = await state()
    const isRefused = await studio.page.evaluate(async () => {
      const forged = [
        new File(['x'], '/etc/hostname'),
        { path: '/etc/hostname', name: 'hostname' } as unknown as File,
      ]
      const tries = forged.map((file) => window.app.addDroppedFiles([file]).catch(() => undefined))
      return (await Promise.all(tries)).every((answer) => answer === undefined)
    })
    expect(isRefused).toBe(true)
    expect(await state()).toEqual(before)
  })

  it('from any page but the own one is refused', async () => {
    const before = await state()
    for (const url of ['about:blank', 'data:text/html,x']) {
      const answers = await askFromAnotherPage(url, channels)
      expect(answers).toEqual(channels.map(() => 'Unknown sender.'))
    }
    expect(await state()).toEqual(before)
  })

  it('to show an export shows no other file', async () => {
    for (const path of ['/etc/hostname', join(studio.dataFolder, 'library.duckdb'), '']) {
      await studio.page.evaluate((path) => window.app.request('show-export', path), path)
    }
    expect((await state()).shown).toBe(0)
  })

  it('to open the browser opens this machine’s own service, and nothing while that is off', async () => {
    await studio.app.evaluate(({ shell }) => {
      const opened: string[] = []
      Reflect.set(globalThis, 'openedOutside', opened)
      shell.openExternal = (url) => Promise.resolve(void opened.push(url))
    })
    const opened = () =>
      studio.app.evaluate(() => Reflect.get(globalThis, 'openedOutside') as string[])
    const tryIt = () => studio.page.evaluate(() => window.app.request('try-service', undefined))
    await tryIt()
    expect(await opened()).toEqual([])
    const { service } = (await state()).settings
    const switchTo = (isOn: boolean) =>
      studio.page.evaluate((changes) => window.app.request('change-settings', changes), {
        service: { ...service, isOn, port: 20_000 + (process.pid % 20_000) },
      })
    await switchTo(true)
    const status = () =>
      studio.page.evaluate(() => window.app.request('get-service-status', undefined))
    await expect.poll(async () => (await status()).kind, { timeout: 30_000 }).toBe('on')
    await tryIt()
    await switchTo(false)
    expect(await opened()).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{32}$/),
    ])
  })

  it('that fits is answered after all that', async () => {
    await studio.button('Start').click()
    await studio.phase('Finished')
    expect(await studio.progressText()).toContain('3 of 3 files')
  })
})

/** Whether main, whom no policy holds back, gets anything from an address. */
function served(url: string): Promise<string> {
  return studio.app.evaluate(async ({ net }, url) => {
    try {
      return (await net.fetch(url)).ok ? 'served' : 'not served'
    } catch {
      return 'not served'
    }
  }, url)
}

async function fetchText(url: string): Promise<string> {
  try {
    const response = await fetch(url)
    return response.ok ? await response.text() : 'not served'
  } catch {
    return 'not served'
  }
}

async function tryToRunText() {
  const ran = new Set<string>()
  Reflect.set(window, 'ran', (name: string) => ran.add(name))
  const nameOf = (run: () => unknown): string => {
    try {
      return String(run())
    } catch (error) {
      return (error as Error).name
    }
  }
  const addScript = (change: (script: HTMLScriptElement) => void): void => {
    const script = document.createElement('script')
    change(script)
    document.head.append(script)
  }
  addScript((script) => (script.textContent = 'ran("inline")'))
  addScript((script) => (script.src = 'data:text/javascript,ran("data")'))
  const image = document.createElement('img')
  image.setAttribute('onerror', 'ran("handler")')
  image.src = 'data:image/png,x'
  document.body.append(image)
  Reflect.apply(setTimeout, window, ['ran("timer")'])
  await new Promise((resolve) => setTimeout(resolve, 200))
  // In a timer, out of the debugger's hands: what that evaluates is free of the policy.
  const evaluated = await new Promise<string>((resolve) =>
    setTimeout(() => resolve(nameOf(() => eval('1')))),
  )
  const module = await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))
  const isRun = (name: string): string => (ran.has(name) ? 'run' : 'not run')
  return {
    eval: evaluated,
    inline: isRun('inline'),
    data: isRun('data'),
    handler: isRun('handler'),
    timer: isRun('timer'),
    wasm: module instanceof WebAssembly.Module ? 'compiled' : 'not compiled',
  }
}

/** Tries every door that leads out of a page; answers those that stayed shut, and all of them. */
async function tryToReach(url: string): Promise<[refused: string[], all: string[]]> {
  const element = <K extends 'img' | 'script' | 'link' | 'video' | 'iframe' | 'object'>(
    name: K,
    attributes: Partial<Record<string, string>>,
  ) =>
    new Promise<boolean>((resolve) => {
      const made = document.createElement(name)
      made.onload = () => resolve(true)
      made.onerror = () => resolve(false)
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value ?? '')
      document.body.append(made)
      setTimeout(() => resolve(false), 500)
    })
  const socket = new Promise<boolean>((resolve) => {
    try {
      const opened = new WebSocket(url.replace('http', 'ws'))
      opened.onopen = () => resolve(true)
      opened.onerror = () => resolve(false)
    } catch {
      resolve(false)
    }
  })
  const stream = new Promise<boolean>((resolve) => {
    const source = new EventSource(`${url}stream`)
    source.onopen = () => resolve(true)
    source.onerror = () => resolve(false)
  })
  const doors: Record<string, Promise<boolean>> = {
    fetch: fetch(`${url}fetch`, { mode: 'no-cors' }).then(
      () => true,
      () => false,
    ),
    // A beacon never tells whether it was sent: the visits do.
    beacon: Promise.resolve(!navigator.sendBeacon(`${url}beacon`) && false),
    image: element('img', { src: `${url}image` }),
    script: element('script', { src: `${url}script` }),
    style: element('link', { rel: 'stylesheet', href: `${url}style` }),
    prefetch: element('link', { rel: 'prefetch', href: `${url}prefetch` }),
    preconnect: element('link', { rel: 'preconnect', href: `${url}preconnect` }),
    video: element('video', { src: `${url}video` }),
    object: element('object', { data: `${url}object` }),
    socket,
    stream,
    frame: element('iframe', { src: `${url}frame` }).then(() => false),
  }
  const names = Object.keys(doors)
  const isOpen = await Promise.all(Object.values(doors))
  return [names.filter((_, index) => !isOpen[index]), names]
}

async function tryToLeave(url: string): Promise<void> {
  window.open(url)
  window.open(url, '_self')
  const add = (html: string): void => document.body.insertAdjacentHTML('beforeend', html)
  add(`<a id="leave" href="${url}" target="_blank">x</a><a id="leave-here" href="${url}">x</a>`)
  add(`<form id="form" action="${url}"></form><iframe src="${url}"></iframe>`)
  add(`<webview src="${url}"></webview><meta http-equiv="refresh" content="0;url=${url}">`)
  document.getElementById('leave')?.click()
  document.getElementById('leave-here')?.click()
  ;(document.getElementById('form') as HTMLFormElement).submit()
  location.href = url
  await new Promise((resolve) => setTimeout(resolve, 200))
  location.replace(url)
  await new Promise((resolve) => setTimeout(resolve, 200))
}

async function askForPermissions() {
  const nameOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'allowed',
      (error: unknown) => (error as Error).name,
    )
  const isRefused = async (promise: Promise<unknown>): Promise<string> =>
    (await nameOf(promise)) === 'allowed' ? 'allowed' : 'refused'
  const media = navigator.mediaDevices
  const location = new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: 2000 }),
  )
  const { queryLocalFonts } = window as unknown as {
    queryLocalFonts: () => Promise<readonly unknown[]>
  }
  const fonts = await queryLocalFonts().catch(() => [])
  return {
    camera: await nameOf(media.getUserMedia({ video: true })),
    microphone: await nameOf(media.getUserMedia({ audio: true })),
    cameraWithMicrophone: await nameOf(media.getUserMedia({ video: true, audio: true })),
    screen: await isRefused(media.getDisplayMedia()),
    location: await isRefused(location),
    notifications: await Notification.requestPermission(),
    clipboard: await nameOf(navigator.clipboard.readText()),
    midi: await isRefused(navigator.requestMIDIAccess({ sysex: true })),
    storage: await navigator.storage.persist(),
    fonts: fonts.length === 0 ? 'refused' : 'allowed',
  }
}

/** Asks one call after the other through the bridge; answers how each was refused. */
async function askEach(
  asked: readonly { channel: unknown; argument: unknown }[],
): Promise<(string | undefined)[]> {
  const answers: (string | undefined)[] = []
  for (const { channel, argument } of asked) {
    try {
      await window.app.request(channel as never, argument as never)
      answers.push(undefined)
    } catch (error) {
      answers.push((error as Error).message)
    }
  }
  return answers
}

/** A page of the worst kind: with Node and without isolation, so that it reaches IPC itself. */
function askFromAnotherPage(url: string, channels: readonly string[]): Promise<string[]> {
  return studio.app.evaluate(
    async ({ BrowserWindow }, { url, channels, preload }) => {
      const webPreferences = { preload, nodeIntegration: true, contextIsolation: false }
      const window = new BrowserWindow({
        show: false,
        webPreferences: { ...webPreferences, sandbox: false },
      })
      await window.loadURL(url)
      const ask = `Promise.all(${JSON.stringify(channels)}.map(async (channel) => {
        const reply = await require('electron').ipcRenderer.invoke(channel, ['/etc'])
        return reply.ok ? 'answered' : reply.error.message
      }))`
      const answers = (await window.webContents.executeJavaScript(ask)) as string[]
      window.destroy()
      return answers
    },
    { url, channels, preload },
  )
}

interface Counted {
  opened: number
  saved: number
  shown: number
}

/** Has every dialog answer with a file, and counts them: none may be asked for. */
async function countDialogs(): Promise<void> {
  await studio.app.evaluate(({ dialog, shell }) => {
    const counted: Counted = { opened: 0, saved: 0, shown: 0 }
    Reflect.set(globalThis, 'counted', counted)
    dialog.showOpenDialog = () => {
      counted.opened += 1
      return Promise.resolve({ canceled: false, filePaths: ['/etc'] })
    }
    dialog.showSaveDialog = () => {
      counted.saved += 1
      return Promise.resolve({ canceled: false, filePath: '/not/there.csv' })
    }
    shell.showItemInFolder = () => void (counted.shown += 1)
  })
}

/** All that a call could change. */
async function state() {
  const counted = await studio.app.evaluate(() => Reflect.get(globalThis, 'counted') as Counted)
  const page = await studio.page.evaluate(async () => ({
    settings: await window.app.request('get-settings', undefined),
    batch: await window.app.request('get-batch', undefined),
    earlier: await window.app.request('list-batches', undefined),
  }))
  return { ...counted, ...page }
}

const values: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  'hands',
  '/etc/hostname',
  'x'.repeat(100_000),
  [],
  [1, 2, 3],
  [null],
  {},
  { kind: 'start' },
  { length: 1, 0: '/etc' },
  { theme: 'pink' },
  { workers: 0 },
  { workers: '2' },
  { csv: { shape: 'round' } },
  { tracking: { hands: { task: 'hands' } } },
  { task: 'feet', modelVariant: 'lite' },
  { task: '../../etc', modelVariant: 'lite' },
  { jobIds: [], options: null },
  { jobIds: null },
  { jobIds: ['1'], options: { format: 'csv', csv: defaultCsvOptions } },
  { jobIds: null, options: { format: '../../etc', csv: defaultCsvOptions } },
  new Date(0),
  10n,
]

/** Every value that does not fit a channel's contract. */
function wrongArguments(channel: CallChannel): unknown[] {
  return values.filter((value) => !calls[channel].argument.safeParse(value).success)
}
