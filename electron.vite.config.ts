import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

// The development runtime is Electron 33 (Node 20.18, Chromium 130), older than the pinned one:
// targets name it, so that one build runs on both.
const nodeTarget = 'node20'
const browserTarget = 'chrome130'

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      // These are bundled: everything else main needs is loaded from node_modules.
      externalizeDeps: { exclude: ['electron-store', '@intlify/core-base', 'zod'] },
      rollupOptions: {
        input: {
          index: resolve('main/index.ts'),
          cli: resolve('main/cli.ts'),
          serve: resolve('main/serve.ts'),
          remoteWorker: resolve('main/remoteWorker.ts'),
          landmarkWorker: resolve('main/worker/landmarkWorker.ts'),
          annotationWorker: resolve('main/worker/annotationWorker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      // A sandboxed preload has no module loader: zod goes into the bundle.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve('preload/index.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [vue()],
    // What of vue-i18n the page does not use stays out of the bundle.
    define: {
      __VUE_I18N_FULL_INSTALL__: false,
      __VUE_I18N_LEGACY_API__: false,
      __INTLIFY_PROD_DEVTOOLS__: false,
    },
    build: {
      target: browserTarget,
      rollupOptions: { input: { index: resolve('renderer/index.html') } },
    },
  },
})
