import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one plain line of totals, for logs that are read by other programs. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state] += 1
      // A module that fails to load has no tests, but it is a failure all the same.
      if (module.state() === 'failed' && module.errors().length > 0) counts.failed += 1
    }
    const { passed, failed, skipped, pending } = counts
    process.stdout.write(
      `\nTests: ${passed} passed, ${failed + pending} failed, ${skipped} skipped\n`,
    )
  }
}
