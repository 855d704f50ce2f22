import { setTimeout } from 'node:timers/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DelegateChoice } from '../../../common/live'
import { whileTracking } from './launchLive'
import { readNumbers } from './numbers'

export interface RecordingFigures {
  readonly minutes: number
  /** Frames tracked, as the app said at the stop. */
  readonly tracked: number
  /** How many more may have been tracked since it last said so. */
  readonly mostUnseen: number
  readonly saved: number
  readonly exported: number
}

/** The app says how many are tracked five times a second. */
const longestUnseenS = 0.3

/** Records hands, and counts what was tracked, what was saved and what came into the CSV. */
export function measureRecording(
  delegate: DelegateChoice,
  minutes: number,
): Promise<RecordingFigures> {
  return whileTracking({ task: 'hands', delegate }, async ({ page }, live) => {
    await live.startRecording()
    await setTimeout(minutes * 60_000)
    const { trackedPerSecond } = await readNumbers(page)
    const tracked = framesIn(await page.evaluate(stop))
    const saved = page.getByRole('region', { name: 'Saved recording' }).locator('.facts')
    await saved.waitFor({ timeout: 60_000 })
    return {
      ...{ minutes, tracked },
      // One more is in the tracker when the button is pressed.
      mostUnseen: Math.ceil(trackedPerSecond * longestUnseenS) + 1,
      saved: framesIn(await saved.innerText()),
      exported: await countFrames(await live.exportSaved('Long')),
    }
  })
}

/** Runs in the page: reads how far the recording is and presses Stop in the same breath. */
function stop(): string {
  const bar = document.querySelector('[aria-label=Recording]')
  const progress = bar?.querySelector('[role=timer]')?.textContent ?? ''
  bar?.querySelector('button')?.click()
  return progress
}

/** `Hands · 0:12 · 1,870 frames` */
function framesIn(text: string): number {
  return Number(/([\d,]+) frames/.exec(text)?.[1]?.replaceAll(',', ''))
}

/** Counts with a reader that is not ours, and that never holds the whole file. */
async function countFrames(csvPath: string): Promise<number> {
  const instance = await DuckDBInstance.create()
  const connection = await instance.connect()
  try {
    const sql = `SELECT count(DISTINCT frame) AS frames
      FROM read_csv(?, header = true, all_varchar = true)`
    const reader = await connection.runAndReadAll(sql, [csvPath])
    return Number(reader.getRowObjects()[0]?.frames)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
