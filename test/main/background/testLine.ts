import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { BackgroundLine, type BackgroundLineOptions } from '../../../main/background/backgroundLine'
import { Library } from '../../../main/library/library'
import { createNodeHost } from '../../../main/pool/nodeHost'
import { builtWorker, modelsFolder, wasmFolder } from '../../processes'
import { unsupervised } from '../../supervision'

const ignore = (): void => undefined

/** The line of batches over a library, with real workers, as in a program of its own. */
export class TestLine {
  readonly line: BackgroundLine
  readonly library: Library
  /** The batches that have ended, in this order. */
  readonly ended: number[] = []

  /** @param workforce is one process of this machine, if it is left out. */
  static async open(
    dataFolder: string,
    workforce: BackgroundLineOptions['workforce'] = () => ({ workers: 1 }),
  ): Promise<TestLine> {
    return new TestLine(await Library.open(join(dataFolder, 'library.duckdb')), workforce)
  }

  private constructor(library: Library, workforce: BackgroundLineOptions['workforce']) {
    this.library = library
    this.line = new BackgroundLine({
      ...{ library, wasmFolder, appVersion: '1.2.3', log: ignore, supervision: unsupervised },
      startWorker: createNodeHost(builtWorker, ignore),
      modelFolders: { builtIn: modelsFolder },
      workforce,
      diskReserveBytes: 0,
      onWorkingChanged: ignore,
      onEnded: (id) => this.ended.push(id),
    })
    onTestFinished(() => this.close())
  }

  /** As at the end of the app. May be called twice. */
  async close(): Promise<void> {
    await this.line.close()
    await this.library.close()
  }
}
