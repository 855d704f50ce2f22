// @ts-check
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * What the app folder's package.json says about the app.
 *
 * @typedef {{ name?: string, productName?: string, version?: string, main?: string }} Manifest
 */

const { appArgument, preloads } = parseArguments(process.argv.slice(1))
if (appArgument === undefined) {
  console.error('Name the folder of the app to start, for example: electron .')
  app.exit(1)
} else {
  // Modules asked for with -r run first: Playwright holds the app back with one until it listens.
  const require = createRequire(join(process.cwd(), 'package.json'))
  for (const preload of preloads) require(preload)
  await loadApp(resolve(appArgument))
}

/**
 * The first argument that is no switch names the app; `-r module` may stand before it.
 *
 * @param {readonly string[]} args
 */
function parseArguments(args) {
  /** @type {string[]} */
  const preloads = []
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? ''
    if (argument === '-r' || argument === '--require') preloads.push(args[++index] ?? '')
    else if (!argument.startsWith('-')) return { appArgument: argument, preloads }
  }
  return { appArgument: undefined, preloads }
}

/**
 * Makes this process the app in the given folder, as Electron's own default app does. The import
 * is awaited at the top level, so Electron sends `ready` only after the app's code has run.
 *
 * @param {string} folder
 */
async function loadApp(folder) {
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true })
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const name = manifest.productName ?? manifest.name
  if (name !== undefined) app.setName(name)
  if (manifest.version !== undefined) setVersion(manifest.version)
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(app.getPath('appData'), app.getName()))
  }
  setAppPath(folder)
  await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href)
}

/**
 * Electron has these two setters for its default app, but does not list them.
 *
 * @param {string} version
 */
function setVersion(version) {
  ;/** @type {Electron.App & { setVersion?: (version: string) => void }} */ (app).setVersion?.(
    version,
  )
}

/** @param {string} folder */
function setAppPath(folder) {
  ;/** @type {Electron.App & { setAppPath?: (path: string) => void }} */ (app).setAppPath?.(folder)
}
