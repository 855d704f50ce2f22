import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { drawCharts, type Chart } from './chart'

const outputFolder = 'test/output'

/** Keeps what a run measured as NAME.json and, if there are charts, NAME.png. */
export function writeReport(name: string, figures: object, charts: readonly Chart[] = []): void {
  const machine = { processor: cpus()[0]?.model, threads: cpus().length, node: process.version }
  mkdirSync(outputFolder, { recursive: true })
  writeFileSync(
    join(outputFolder, `${name}.json`),
    `${JSON.stringify({ machine, ...figures }, null, 2)}\n`,
  )
  if (charts.length > 0) writeFileSync(join(outputFolder, `${name}.png`), drawCharts(charts))
}
