import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Task } from '../../common/tasks'
import { makeFolder, makeMixedFolder } from '../app/folders'
import { AppUnderFire } from './appUnderFire'
import { compareCsv, type CsvComparison } from './compareCsv'
import { planKills, type Kill, type KillCounts } from './kills'
import { randomNumbers } from '../random'
import { trackUndisturbed } from './undisturbed'

export interface ChaosLoad extends KillCounts {
  readonly task: Task
  readonly files: number
  /** How many of the files are videos that are long enough to be cut. */
  readonly longVideos: number
  readonly seed: number
}

export interface ChaosReport {
  readonly load: ChaosLoad
  /** From the first start of the app to its last file. */
  readonly seconds: number
  /** Those that found something to kill. */
  readonly kills: readonly KillMade[]
  /** How often a file lost its worker twice, and was put back in line by hand. */
  readonly setAside: number
  readonly csv: CsvComparison
  readonly progress: readonly Progress[]
}

export interface KillMade extends Pick<Kill, 'what'> {
  readonly atS: number
  readonly done: number
  /** Whether a video was in work. */
  readonly isInVideo: boolean
}

export interface Progress {
  readonly atS: number
  readonly done: number
}

/**
 * Tracks a folder while its workers and the whole app are killed at random moments, and compares
 * the CSV with that of an undisturbed run.
 */
export async function runChaos(
  load: ChaosLoad,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<ChaosReport> {
  const folder = await makeMixedFolder(load.files, load.longVideos)
  const out = makeFolder('chaos')
  const [expectedPath, foundPath] = [join(out, 'undisturbed.csv'), join(out, 'chaos.csv')]
  await trackUndisturbed(folder, load.task, expectedPath)

  const random = randomNumbers(load.seed)
  const clock = new Clock()
  const app = await AppUnderFire.start(folder, load.task, ({ counts }) => {
    if (clock.reached(counts.done)) onProgress(clock.now)
  })
  try {
    const kills = await fire(app, planKills(load, random), random, clock)
    await app.shareDone(Infinity)
    const seconds = clock.now.atS
    await app.exportTo(foundPath)
    return {
      ...{ load, seconds, kills, setAside: app.setAside },
      csv: compareCsv(expectedPath, foundPath),
      progress: clock.progress,
    }
  } finally {
    await app.close()
  }
}

async function fire(
  app: AppUnderFire,
  plan: readonly Kill[],
  random: () => number,
  clock: Clock,
): Promise<KillMade[]> {
  const made: KillMade[] = []
  for (const { what, afterShare, delayMs } of plan) {
    const which = random()
    if (!(await app.shareDone(afterShare))) break
    await setTimeout(delayMs)
    const isInVideo = (await app.videosInWork()) > 0
    const killed = { what, ...clock.now, isInVideo }
    if (what === 'app') await app.killApp()
    else if (!(await app.killWorker(which))) continue
    made.push(killed)
  }
  return made
}

/** When how many files were done. */
class Clock {
  readonly progress: Progress[] = []
  readonly #startMs = performance.now()
  #done = 0

  get now(): Progress {
    return { atS: (performance.now() - this.#startMs) / 1000, done: this.#done }
  }

  /** Answers whether that is another number than before. */
  reached(done: number): boolean {
    if (this.progress.length > 0 && done === this.#done) return false
    this.#done = done
    this.progress.push(this.now)
    return true
  }
}
