import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { beforeAll, describe, expect, it } from 'vitest'
import { packagesHere } from '../../scripts/notices/shippedPackages.mjs'
import { builtCli, until } from '../processes'
import { readCsv } from './csv'
import { makeFolder, makePeopleFolder } from './folders'
import {
  PackagedApp,
  openToDebugger,
  packageApp,
  packagedExecutable,
  packagedFolder,
} from './packagedApp'
import { attemptsToSend, canSeparate, separated } from './separated'
import { Studio, sandboxArguments } from './studio'

const resources = join(packagedFolder, 'resources')
const samplePhoto = resolve('resources/sample/people.jpg')

// Elsewhere a package has its parts in other places, and nobody has made one yet.
describe.skipIf(process.platform !== 'linux')('the packaged app', () => {
  beforeAll(packageApp, 300_000)

  describe('contains', () => {
    it('what is read by path, and one archive', () => {
      expect(readdirSync(resources).toSorted()).toEqual([
        ...['LICENSE', 'app.asar', 'app.asar.unpacked', 'models', 'sample', 'sbom.cdx.json'],
        ...['third-party-notices.txt', 'wasm'],
      ])
      for (const folder of ['models', 'wasm', 'sample']) {
        expect(readdirSync(join(resources, folder))).toEqual(readdirSync(join('resources', folder)))
      }
    })

    it('the built app and the packages that ship, without sources, tests, types and maps', async () => {
      const files = listPackage(join(resources, 'app.asar'), { isPack: false })
      expect([...new Set(files.map((file) => file.split('/')[1]))].toSorted()).toEqual([
        ...['node_modules', 'out', 'package.json'],
      ])
      const { shipped } = await packagesHere(resolve('.'))
      const names = new Set(shipped.map(packageName))
      expect(packagesIn(files).filter((name) => !names.has(name))).toEqual([])
      expect(files.filter((file) => needless.test(file))).toEqual([])
    })

    it('outside of the archive only what the system must load', () => {
      const unpacked = readdirSync(join(resources, 'app.asar.unpacked'), {
        recursive: true,
        withFileTypes: true,
      })
      const native = unpacked.filter((entry) => entry.isFile() && /\.(node|so)$/.test(entry.name))
      expect(native.map(({ name }) => name)).toEqual(
        expect.arrayContaining([
          ...['duckdb.node', 'libduckdb.so', 'node-av.node', 'skia.linux-x64-gnu.node'],
        ]),
      )
    })
  })

  describe('runs nothing but itself', () => {
    it('by its fuses', async () => {
      const { version, ...wire } = await getCurrentFuseWire(packagedExecutable)
      expect(version).toBe('1')
      const isOn = Object.entries(wire).map(([fuse, state]) => [
        FuseV1Options[Number(fuse)],
        String.fromCharCode(Number(state)) === '1',
      ])
      expect(Object.fromEntries(isOn)).toEqual({
        RunAsNode: false,
        EnableCookieEncryption: false,
        EnableNodeOptionsEnvironmentVariable: false,
        EnableNodeCliInspectArguments: false,
        EnableEmbeddedAsarIntegrityValidation: true,
        OnlyLoadAppFromAsar: true,
        LoadBrowserProcessSpecificV8Snapshot: false,
        GrantFileProtocolExtraPrivileges: false,
      })
    })

    it('whatever the command line and the environment ask for', () => {
      const module = join(resources, 'app.asar.unpacked/not-there.cjs')
      expect({
        asNode: whatItSays(['--eval', 'console.log("ran as Node")'], { ELECTRON_RUN_AS_NODE: '1' }),
        withOptions: whatItSays([], { NODE_OPTIONS: `--require=${module}` }),
        underDebugger: whatItSays(['--inspect=0']),
      }).toEqual({
        asNode: expect.not.stringContaining('ran as Node') as string,
        withOptions: expect.not.stringContaining('not-there') as string,
        underDebugger: expect.not.stringContaining('Debugger listening') as string,
      })
    })
  })

  it('tracks its sample and exports the CSV that the command line makes of the same photo', async () => {
    const studio = await Studio.launch(undefined, [], [], await openToDebugger())
    try {
      await studio.button('Try the sample').click()
      await studio.phase('Ready to start')
      await studio.button('Start').click()
      await studio.phase('Finished')
      const out = makeFolder('out')
      await studio.answerSaveDialog(join(out, 'app.csv'))
      await studio.button('Export…').click()
      await studio.button('Save as…').click()
      await studio.page.getByText('Show in folder').waitFor()
      await studio.screenshot('packaged')
      const rows = await readCsv(join(out, 'app.csv'))
      expect(rows.filter(({ landmark }) => landmark === 'wrist').length).toBeGreaterThan(1)
      track(join(out, 'cli.csv'))
      expect(readFileSync(join(out, 'app.csv'))).toEqual(readFileSync(join(out, 'cli.csv')))
    } finally {
      await studio.close()
    }
  })

  it('tracks a video, draws on it and answers other programs: all that takes is inside', async () => {
    const videos = await makePeopleFolder(10)
    const studio = await Studio.launch(undefined, [], [videos], await openToDebugger())
    try {
      await studio.phase('Ready to start')
      await studio.button('Start').click()
      await studio.phase('Finished')
      const out = join(makeFolder('out'), 'drawn')
      await studio.answerSaveDialog(out)
      await studio.button('Export…').click()
      await studio.page.getByRole('radio', { name: 'Annotated', exact: true }).check()
      await studio.button('Save as…').click()
      await studio.notice('Saved 2 files to drawn').waitFor({ timeout: 60_000 })
      expect(readdirSync(out).toSorted()).toEqual([
        ...['export.json', 'friends_landmarks.jpg', 'walk_landmarks.mp4'],
      ])

      const port = 20_000 + (process.pid % 20_000)
      const { service } = await studio.page.evaluate(async (port) => {
        const { service } = await window.app.request('get-settings', undefined)
        const changes = { service: { ...service, isOn: true, port } }
        return window.app.request('change-settings', changes)
      }, port)
      const ask = () =>
        fetch(`http://127.0.0.1:${port}/v1/detect?task=face`, {
          ...{ method: 'POST', body: new Uint8Array(readFileSync(samplePhoto)) },
          headers: { authorization: `Bearer ${service.token}` },
        }).then(({ status }) => status, String)
      await expect.poll(ask, { timeout: 60_000 }).toBe(200)
    } finally {
      await studio.close()
    }
  })

  it('as it ships, tracks what it is opened with', async () => {
    const app = await PackagedApp.launch(samplePhoto)
    try {
      const heading = (name: string) => app.page.getByRole('heading', { name, exact: true })
      await heading('Ready to start').waitFor()
      await app.page.getByRole('button', { name: 'Start', exact: true }).click()
      await heading('Finished').waitFor()
      await app.page.getByText('Done', { exact: true }).first().waitFor()
    } finally {
      await app.quit()
    }
  })

  // Not every system lets a program cut itself off from all networks.
  it.skipIf(!canSeparate)(
    'as it ships and without a network, tracks a watched folder',
    async () => {
      const folder = makeFolder('watched')
      const studio = await Studio.launch(undefined, [], [], await openToDebugger())
      await studio.answerOpenDialog([folder])
      await studio.button('Watched folders').click()
      await studio.button('Watch a folder…').click()
      await studio.page.getByText('Hands · Waits for new files').waitFor()
      await studio.quit()

      copyFileSync(samplePhoto, join(folder, 'people.jpg'))
      const app = separated(
        ...[packagedExecutable, '--no-sandbox', `--user-data-dir=${studio.dataFolder}`],
      )
      const ended = once(app, 'exit')
      const csv = join(folder, 'people.landmarks.csv')
      try {
        await until(() => existsSync(csv), 150_000)
        expect(attemptsToSend(app.pid!)).toBe(0)
      } finally {
        app.kill('SIGTERM')
        await ended
      }
      const expected = join(makeFolder('out'), 'cli.csv')
      track(expected)
      expect(readFileSync(csv)).toEqual(readFileSync(expected))
    },
  )
})

/** What belongs to the making of a package and not to its use. */
const needless =
  /\.([cm]?ts|tsx|vue|map|md|flow|gyp|c|cc|cpp|h)$|^\/node_modules\/.*\/(tests?|__tests__|docs?|examples?|benchmarks?)\//

/** The names of the packages among the files of an archive. */
function packagesIn(files: readonly string[]): string[] {
  const manifest = /^\/((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/@]+)\/package\.json$/
  const folders = files.flatMap((file) => manifest.exec(file)?.[1] ?? [])
  return [...new Set(folders.map(packageName))]
}

/** Of the package in a folder of node_modules, wherever it was put. */
function packageName(folder: string): string {
  return folder.split('node_modules/').at(-1)!
}

/** What the packaged app prints within the first seconds. */
function whatItSays(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const own = [...sandboxArguments(), `--user-data-dir=${makeFolder('studio-data')}`]
  const { stdout, stderr } = spawnSync(packagedExecutable, [...own, ...args], {
    env: { ...process.env, ...env },
    timeout: 4000,
    encoding: 'utf8',
  })
  return `${stdout}\n${stderr}`
}

/** Tracks the sample by the command line. */
function track(csv: string): void {
  execFileSync(process.execPath, [builtCli, samplePhoto, '--out', csv], { stdio: 'ignore' })
}
