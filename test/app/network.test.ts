import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { findElectron } from '../../scripts/electronPath.mjs'
import { photoPaths } from '../media'
import { builtCli, until } from '../processes'
import { makeFolder, makeGoodFiles } from './folders'
import { attemptsToSend, canSeparate, separated } from './separated'
import { Studio } from './studio'

const project = fileURLToPath(new URL('../..', import.meta.url))

let studio: Studio | undefined

afterEach(() => studio?.close())

async function launch(netLogPath: string, dataFolder?: string): Promise<Studio> {
  const logging = [`--log-net-log=${netLogPath}`, '--net-log-capture-mode=Everything']
  studio = await Studio.launch(dataFolder, logging)
  return studio
}

describe('the window', () => {
  it('asks nothing of any other machine, from its first start to the next', async () => {
    const netLogPath = join(makeFolder('log'), 'net.json')
    const folder = makeFolder('files')
    await makeGoodFiles(folder)
    const app = await launch(netLogPath)
    await app.app.evaluate(watchMain)
    await app.chooseTask('Face')
    await app.drop(folder)
    await app.phase('Ready to start')
    await app.button('Start').click()
    await app.phase('Finished')
    await app.answerSaveDialog(join(makeFolder('out'), 'landmarks.csv'))
    await app.button('Export…').click()
    await app.button('Save as…').click()
    await app.page.getByText('Show in folder').waitFor()
    await app.button('New batch').click()
    await app.button('Choose files…').waitFor()
    expect(await app.app.evaluate(() => Reflect.get(globalThis, 'tried') as string[])).toEqual([])
    await app.quit()
    expect(requestsBeyond(readNetLog(netLogPath))).toEqual([])

    const secondLogPath = join(makeFolder('log'), 'net.json')
    const again = await launch(secondLogPath, app.dataFolder)
    await again.button('Choose files…').waitFor()
    await again.quit()
    expect(requestsBeyond(readNetLog(secondLogPath))).toEqual([])
  })

  it('would be caught if it did', async () => {
    const netLogPath = join(makeFolder('log'), 'net.json')
    const app = await launch(netLogPath)
    await app.app.evaluate(watchMain)
    const port = await closedPort()
    // By Node, and by Chromium with the app's guard taken away.
    const tried = await app.app.evaluate(async ({ net, session }, port) => {
      await fetch(`http://127.0.0.1:${port}/node`).catch(() => undefined)
      session.defaultSession.webRequest.onBeforeRequest(null)
      await net.fetch(`http://127.0.0.1:${port}/chromium`).catch(() => undefined)
      return Reflect.get(globalThis, 'tried') as string[]
    }, port)
    expect(tried).toContain(`http://127.0.0.1:${port}`)
    expect(tried).toContain('net.client.socket')
    await app.quit()
    const { requests, places } = readNetLog(netLogPath)
    expect(requests).toContain(`http://127.0.0.1:${port}/chromium`)
    expect(places).toContain(`127.0.0.1:${port}`)
  })
})

describe('the command line and its workers', () => {
  const folder = makeFolder('probe')
  const probe = join(folder, 'probe.cjs')
  writeFileSync(probe, probeSource())

  /** Runs plain Node under the probe, its children too; answers what the probe saw. */
  function runProbed(...args: string[]): string[] {
    const record = join(makeFolder('record'), 'record.txt')
    const env = { ...process.env, NODE_OPTIONS: `--require ${probe}`, PROBE_RECORD: record }
    execFileSync(process.execPath, args, { env, stdio: 'ignore' })
    return readFileSync(record, 'utf8').trim().split('\n')
  }

  it('use no network at all', async () => {
    const files = makeFolder('files')
    await makeGoodFiles(files)
    const out = join(folder, 'landmarks.csv')
    const lines = runProbed(builtCli, files, '-t', 'face', '-w', '2', '--out', out)
    // The command line and two workers, each watched from its first line on.
    expect(lines).toEqual(['watching', 'watching', 'watching'])
  })

  it.each([
    ['fetch', `fetch('http://127.0.0.1:1/').catch(() => {})`],
    ['http', `require('http').get('http://127.0.0.1:1/').on('error', () => {})`],
    ['net', `require('net').connect(1, '127.0.0.1').on('error', () => {})`],
    ['tls', `require('tls').connect(1, '127.0.0.1').on('error', () => {})`],
    ['dns', `require('dns').lookup('localhost', () => {})`],
    ['dns/promises', `require('dns/promises').lookup('localhost')`],
    ['dgram', `require('dgram').createSocket('udp4').close()`],
    ['an import', `import('node:dns').then(({ lookup }) => lookup('localhost', () => {}))`],
  ])('would be caught at %s', (_name, code) => {
    expect(runProbed('--eval', code).length).toBeGreaterThan(1)
  })
})

describe.skipIf(!canSeparate)('the app with its workers, where there is no network', () => {
  it('tracks what comes into a watched folder, and nothing of it tries to send', async () => {
    const folder = makeFolder('watched')
    studio = await Studio.launch()
    const { dataFolder } = studio
    await studio.chooseTask('Face')
    await studio.answerOpenDialog([folder])
    await studio.button('Watched folders').click()
    await studio.button('Watch a folder…').click()
    await studio.page.getByText('Face · Waits for new files').waitFor()
    await studio.quit()
    studio = undefined

    copyFileSync(photoPaths[3]!, join(folder, 'friends.jpg'))
    const electron = findElectron(project)!.executable
    // Whoever makes a namespace is root in it, where Chromium's sandbox does not work.
    const app = separated(electron, '--no-sandbox', project, `--user-data-dir=${dataFolder}`)
    const ended = once(app, 'exit')
    try {
      await until(() => existsSync(join(folder, 'friends.landmarks.csv')), 150_000)
      expect(attemptsToSend(app.pid!)).toBe(0)
    } finally {
      app.kill('SIGTERM')
      await ended
    }
  })

  it.each([
    ['a request', `fetch('http://192.0.2.1/').catch(() => {})`],
    ['a question for an address', `require('dns').resolve('example.org', () => {})`],
  ])('would be caught at %s', async (_name, code) => {
    const node = separated(process.execPath, '--eval', `${code}; setInterval(() => {}, 1000)`)
    await until(() => attemptsToSend(node.pid!) > 0)
    node.kill()
  })
})

/** Runs in main: notes every socket that Node opens, by the channels on which Node tells it. */
function watchMain(): void {
  const { subscribe } = process.getBuiltinModule('node:diagnostics_channel')
  const tried: string[] = []
  Reflect.set(globalThis, 'tried', tried)
  for (const channel of ['net.client.socket', 'http.client.request.start', 'udp.socket']) {
    subscribe(channel, () => void tried.push(channel))
  }
  subscribe('undici:request:create', (message) => {
    tried.push((message as { request: { origin: string } }).request.origin)
  })
}

/** A port of this machine on which nothing listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
  readonly events: readonly {
    readonly type: number
    readonly params?: Readonly<Record<string, unknown>>
  }[]
}

/** What Chromium's own log of its network tells: addresses and names, and requested URLs. */
function readNetLog(path: string): { places: string[]; requests: string[] } {
  const { constants, events } = JSON.parse(readFileSync(path, 'utf8')) as NetLog
  expect(Object.keys(constants.logEventTypes)).toEqual(
    expect.arrayContaining(['TCP_CONNECT_ATTEMPT', 'UDP_CONNECT', 'URL_REQUEST_START_JOB']),
  )
  const textsOf = (...names: string[]): string[] => [
    ...new Set(
      events.flatMap(({ params = {} }) =>
        names.map((name) => params[name]).filter((text) => typeof text === 'string'),
      ),
    ),
  ]
  return {
    places: textsOf('address', 'remote_address', 'host', 'hostname', 'dns_query_name', 'group_id'),
    requests: textsOf('url', 'original_url'),
  }
}

/** Everything in a log that is not on this machine; through one such place the test drives it. */
function requestsBeyond({ places, requests }: ReturnType<typeof readNetLog>): string[] {
  return [
    ...places.filter((place) => !/^(127\.0\.0\.1|\[::1\]):\d+$/.test(place)),
    ...requests.filter((url) => !/^(app|file|blob|data|devtools):/.test(url)),
  ]
}

/** A module for `node --require` that writes down every use of the network. */
function probeSource(): string {
  return `
    const record = (what) =>
      require('node:fs').appendFileSync(process.env.PROBE_RECORD, what + '\\n')
    const watch = (owner, name) => {
      const original = owner[name]
      if (typeof original !== 'function') return
      owner[name] = function (...args) {
        record(name + ' ' + JSON.stringify(args[0]))
        return Reflect.apply(original, this, args)
      }
    }
    const dns = require('node:dns')
    const isAsking = (name) => name.startsWith('lookup') || /^re(solve|verse)/.test(name)
    for (const owner of [dns, dns.promises]) {
      for (const name of Object.keys(owner).filter(isAsking)) watch(owner, name)
    }
    watch(require('node:net').Socket.prototype, 'connect')
    watch(require('node:dgram'), 'createSocket')
    for (const name of ['fetch', 'WebSocket', 'EventSource']) watch(globalThis, name)
    require('node:module').syncBuiltinESMExports()
    record('watching')`
}
