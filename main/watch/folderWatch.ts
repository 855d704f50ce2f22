import { stat } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { sentenceOf } from '../../common/errors'
import { defaultCsvOptions } from '../../common/export/options'
import type { InputLimits } from '../../common/inputLimits'
import { inEnglish, sentence, SentenceError, type Sentence } from '../../common/sentence'
import type { WatchedFolder, WatchStatus } from '../../common/watch'
import type { BackgroundLine } from '../background/backgroundLine'
import { exportCsv } from '../export/exportFile'
import type { Library } from '../library/library'
import type { KnownFile, TrackedFile } from '../library/watchTable'
import { formatOfName } from '../media/formats'
import { walk } from '../media/walk'
import { resultPath } from './resultPath'
import { StillFiles, type SeenFile } from './stillFiles'

export interface FolderWatchOptions {
  readonly library: Library
  readonly line: BackgroundLine
  readonly limits: () => InputLimits
  readonly appVersion: string
  readonly onChanged: (status: WatchStatus) => void
  readonly log: (text: string) => void
}

const lookEveryMs = 2000
/** A large folder is looked at less often: at most for a twentieth of the time. */
const restPerLook = 20

/**
 * Tracks what comes into a folder. It looks again and again, as network disks, which cameras often
 * write to, tell nobody of new files. What it has to remember is in the library.
 */
export class FolderWatch {
  readonly #watched: WatchedFolder
  readonly #options: FolderWatchOptions
  readonly #still = new StillFiles()
  readonly #stopping = new AbortController()
  /** Files that were tracked or are to be, as they were: one that is written anew is another file. */
  #known: Set<string> | undefined
  #watching: Promise<void> = Promise.resolve()
  #status: WatchStatus

  constructor(watched: WatchedFolder, options: FolderWatchOptions) {
    this.#watched = watched
    this.#options = options
    const { folder } = watched
    this.#status = { folder, waiting: 0, tracked: 0, failed: 0, problem: null }
  }

  get status(): WatchStatus {
    return this.#status
  }

  start(): void {
    this.#watching = this.#watch()
  }

  /** Resolves when nothing of it goes on. Files in line stay there. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#watching
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      const startMs = performance.now()
      const problem = await this.#look().catch(sentenceOf)
      if (!signal.aborted) await this.#tell(problem ?? null)
      const restMs = Math.max(lookEveryMs, restPerLook * (performance.now() - startMs))
      await setTimeout(restMs, undefined, { signal }).catch(() => undefined)
    }
  }

  async #look(): Promise<void> {
    const { library, line, limits } = this.#options
    const { folder, options } = this.#watched
    await checkFolder(folder)
    const known = (this.#known ??= await this.#readKnown())
    const still = this.#still.look(await this.#newFiles(known), performance.now())
    if (still.length > 0) {
      const paths = still.map(({ path }) => path)
      await line.add('watch', options, { paths, includeSubfolders: false, limits: limits() })
      await library.watched.addKnown(still)
      for (const file of still) known.add(keyOf(file))
    }
    await this.#writeResults(await library.watched.withoutResult(folder))
  }

  /** One that cannot be written holds up no other. Rejects with what was wrong with the first. */
  async #writeResults(files: readonly TrackedFile[]): Promise<void> {
    const problems: unknown[] = []
    for (const file of files) {
      this.#stopping.signal.throwIfAborted()
      await this.#writeResult(file).catch((error: unknown) => problems.push(error))
    }
    if (problems.length > 0) throw problems[0]
  }

  async #readKnown(): Promise<Set<string>> {
    const files = await this.#options.library.watched.known(this.#watched.folder)
    return new Set(files.map(keyOf))
  }

  async #newFiles(known: ReadonlySet<string>): Promise<SeenFile[]> {
    const { folder, sinceMs } = this.#watched
    const { signal } = this.#stopping
    const files: SeenFile[] = []
    for await (const { path, name, refusal } of walk([folder], {
      includeSubfolders: true,
      signal,
    })) {
      // Other files are nobody's mistake: notes, say, or the results that are written beside.
      if (refusal !== null || formatOfName(name) === null) continue
      const file = await seenFile(path)
      if (file && file.changedMs >= sinceMs && !isKnown(file, known)) files.push(file)
    }
    return files
  }

  async #writeResult(file: TrackedFile): Promise<void> {
    const { library, appVersion } = this.#options
    const path = await resultPath(file.path, this.#watched.resultsFolder)
    await exportCsv({
      ...{ library, appVersion, csv: defaultCsvOptions, destinationPath: path },
      sourceIds: [file.sourceId],
    })
    await library.watched.addResult(file, path)
  }

  async #tell(problem: Sentence | null): Promise<void> {
    const { library, onChanged, log } = this.#options
    const { folder } = this.#watched
    if (problem !== null) log(`${folder}: ${inEnglish(problem)}`)
    const status = { folder, ...(await library.watched.count(folder)), problem }
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return
    this.#status = status
    onChanged(status)
  }
}

async function checkFolder(folder: string): Promise<void> {
  const isThere = await stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
  if (!isThere) {
    throw new SentenceError(sentence('sentences.watch.gone'))
  }
}

/** Undefined if it is gone by now. */
async function seenFile(path: string): Promise<SeenFile | undefined> {
  const stats = await stat(path).catch(() => undefined)
  if (stats === undefined) return undefined
  const { size: sizeBytes, mtimeMs, ctimeMs, birthtimeMs } = stats
  // A copy keeps the time at which its original was written.
  const changedMs = Math.max(mtimeMs, ctimeMs, birthtimeMs)
  return { path, sizeBytes, modifiedMs: mtimeMs, changedMs }
}

/**
 * As rsync compares files: by size and time of modification. Other times change with a file's name
 * and permissions too.
 */
function isKnown(file: SeenFile, known: ReadonlySet<string>): boolean {
  return known.has(keyOf(file)) || known.has(keyOf({ ...file, modifiedMs: null }))
}

function keyOf({ path, sizeBytes, modifiedMs }: KnownFile): string {
  return `${sizeBytes} ${modifiedMs} ${path}`
}
