// @ts-check
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { packagesHere } from '../notices/shippedPackages.mjs'

/**
 * What a package of the app contains and how it is installed.
 *
 * @param {string} root the project's folder
 * @param {import('../electronPath.mjs').ElectronRuntime} electron what the package is to run on
 * @returns {Promise<import('electron-builder').Configuration>}
 */
export async function packageConfiguration(root, electron) {
  const { leftOut } = await packagesHere(root)
  return {
    appId: 'studio.landmark.LandmarkStudio',
    executableName: 'landmark-studio',
    copyright: 'The Landmark Studio team, GPL-3.0-or-later',
    artifactName: '${name}-${version}-${os}-${arch}.${ext}',
    directories: { output: 'out/packages', buildResources: 'build' },
    // There is no updater, so nothing is published and nothing describes updates.
    publish: null,

    electronDist: electron.folder,
    electronVersion: electron.version,
    // Every native part ships prebuilt, for Node's stable interface: nothing is compiled for Electron.
    npmRebuild: false,
    // The languages of the window, as Linux and Windows call them and as a Mac does.
    electronLanguages: ['en-US', 'zh-CN', 'en', 'zh_CN'],
    electronFuses: FUSES,

    // Of node_modules, electron-builder takes what package.json names under "dependencies".
    files: [...FILES, ...leftOut.map((folder) => `!${folder}`)],
    // What workers and the page read by path, and what people may want to read.
    extraResources: [
      {
        from: 'resources',
        filter: ['models', 'wasm', 'sample', 'third-party-notices.txt', 'sbom.cdx.json'],
      },
      'LICENSE',
    ],
    asar: true,
    // The system loads these, and cannot look into an archive.
    asarUnpack: [
      'node_modules/@duckdb/node-bindings-*',
      'node_modules/@napi-rs/canvas-*',
      'node_modules/@seydx/node-av-*',
    ],

    fileAssociations: ASSOCIATIONS.map(([name, mimeType, ...ext]) => ({
      ...{ name, mimeType, ext },
      // "Open with" lists the app; it is nobody's default.
      ...{ role: 'Viewer', rank: 'Alternate' },
    })),
    ...SYSTEMS,
    ...(electron.isDevelopmentRuntime ? DEVELOPMENT : {}),
  }
}

const FILES = [
  'package.json',
  'out/main',
  'out/preload',
  'out/renderer',
  // The command line, the service without a window and the workers of other machines run with Node,
  // from a checkout: a package has no Node to run them with (see the fuses).
  '!out/main/{cli,serve,remoteWorker}.js',
  // What packages carry along: sources, types, maps, and what they are tested with.
  '!**/*.{map,ts,mts,cts,md,markdown,flow,tsbuildinfo,gyp,c,cc,cpp,h}',
  '!node_modules/**/{test,tests,__tests__,doc,docs,example,examples,benchmark,benchmarks}',
  '!node_modules/mediabunny/{src,dist/bundles}',
  // The engine lies in resources/wasm; the worker loads the rest of the package as a module.
  '!node_modules/@mediapipe/tasks-vision/wasm',
]

/**
 * No way to have the app run somebody else's code as its own: not as Node, not by NODE_OPTIONS, not
 * under a debugger, not from a folder beside the archive, and (where the system supports it: macOS
 * and Windows) not from another archive.
 *
 * @type {NonNullable<import('electron-builder').Configuration['electronFuses']>}
 */
const FUSES = {
  runAsNode: false,
  enableCookieEncryption: false, // there are no cookies
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false, // the page has a scheme of its own
  // A Mac does not start a program that was changed after it was signed, not even one of nobody's.
  resetAdHocDarwinSignature: true,
}

/** What can be tracked. */
const ASSOCIATIONS = /** @type {const} */ ([
  ['JPEG', 'image/jpeg', 'jpg', 'jpeg'],
  ['PNG', 'image/png', 'png'],
  ['WebP', 'image/webp', 'webp'],
  ['AVIF', 'image/avif', 'avif'],
  ['GIF', 'image/gif', 'gif'],
  ['MP4', 'video/mp4', 'mp4', 'm4v'],
  ['QuickTime', 'video/quicktime', 'mov'],
  ['Matroska', 'video/x-matroska', 'mkv'],
  ['WebM', 'video/webm', 'webm'],
])

/** @satisfies {Partial<import('electron-builder').Configuration>} */
const SYSTEMS = {
  linux: {
    target: ['AppImage', 'deb', 'tar.gz'],
    category: 'AudioVideo;Video;Science',
    synopsis: 'Tracks hands, faces and bodies in photos and videos',
    maintainer: 'The Landmark Studio team',
  },
  mac: {
    target: 'dmg',
    category: 'public.app-category.video',
    hardenedRuntime: true,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
    extendInfo: {
      NSCameraUsageDescription: 'Live tracks what the camera sees. No picture leaves this machine.',
    },
  },
  win: { target: 'nsis' },
  nsis: { oneClick: false, allowToChangeInstallationDirectory: true },
}

/**
 * What is different while Electron is the fallback: nobody should take the package for a release.
 *
 * @type {Partial<import('electron-builder').Configuration>}
 */
const DEVELOPMENT = {
  artifactName: '${name}-${version}-development-${os}-${arch}.${ext}',
  // That runtime has an app of its own, which loads others, and a snapshot that it does not use.
  afterExtract: async ({ appOutDir }) => {
    for (const part of ['resources/app', 'browser_v8_context_snapshot.bin']) {
      await rm(join(appOutDir, part), { recursive: true })
    }
  },
}
