import { app } from 'electron'
import { resolve } from 'node:path'
import { z } from 'zod'
import { pathArguments } from './pathArguments'

const secondStartSchema = z.object({ paths: z.array(z.string()).max(10_000) })

/**
 * Files and folders that the system hands over: on the command line, by a second start of the app,
 * or opened with it or dropped on its icon on macOS. They wait until somebody takes them.
 */
export class HandedOver {
  readonly #waiting: string[] = []
  #take: ((paths: readonly string[]) => void) | undefined
  #onSecondStart: (() => void) | undefined

  /** Answers undefined if the app runs already: it has been told, and this process is to end. */
  static begin(): HandedOver | undefined {
    const own = app.isPackaged ? undefined : app.getAppPath()
    const paths = pathArguments(process.argv, own).map((path) => resolve(path))
    if (!app.requestSingleInstanceLock({ paths })) return undefined
    return new HandedOver(paths)
  }

  private constructor(paths: readonly string[]) {
    this.#waiting.push(...paths)
    app.on('second-instance', (_event, _argv, _folder, told) => {
      const { success, data } = secondStartSchema.safeParse(told)
      this.#onSecondStart?.()
      if (success) this.#add(data.paths)
    })
    app.on('open-file', (event, path) => {
      event.preventDefault()
      this.#add([path])
    })
  }

  onSecondStart(listener: () => void): void {
    this.#onSecondStart = listener
  }

  /** Gives what has come, and all that will come, to somebody. */
  giveTo(take: (paths: readonly string[]) => void): void {
    this.#take = take
    this.#add([])
  }

  #add(paths: readonly string[]): void {
    this.#waiting.push(...paths)
    if (this.#take !== undefined && this.#waiting.length > 0) this.#take(this.#waiting.splice(0))
  }
}
