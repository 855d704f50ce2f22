import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { compileFunction } from 'node:vm'

/**
 * Gives this process the few globals of a browser's worker that MediaPipe looks for. Harmless when
 * called again. The classes are mere names for `instanceof`: nothing is ever made of them.
 */
export function installBrowserGlobals(): void {
  define('self', globalThis)
  define('navigator', { userAgent: 'headless', platform: process.platform })
  define('importScripts', importScripts)
  for (const name of classNames) define(name, class {})
}

const classNames = ['ImageData', 'WebGLRenderingContext', 'WebGLTexture'] as const

function define(name: string, value: unknown): void {
  if (name in globalThis) return
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}

/**
 * Evaluates MediaPipe's loader script and publishes the `ModuleFactory` it declares. The script
 * sees that it runs under Node and then wants what a CommonJS module has in scope.
 */
function importScripts(path: string): void {
  const script = `${readFileSync(path, 'utf8')}; globalThis.ModuleFactory = ModuleFactory`
  const commonJsScope = ['require', '__dirname', '__filename']
  const run = compileFunction(script, commonJsScope, { filename: path })
  Reflect.apply(run, undefined, [createRequire(path), dirname(path), path])
}
