import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Real processes, a compositor and the clock take part: what fails twice has failed.
    retry: 1,
    reporters: ['default', './test/closingLine.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/{common,main,renderer,scripts}/**/*.test.ts'],
          // Many of these start worker processes of their own: two at a time fill two cores.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'app',
          include: ['test/app/**/*.test.ts'],
          setupFiles: ['test/app/ownDisplay.ts'],
          // A window waits more than it works: two at a time fill two cores.
          maxWorkers: 2,
          testTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
