import { screen, type BrowserWindow } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { throttled } from '../throttled'
import { placeOn, windowPlaceSchema, type Rectangle, type WindowPlace } from './windowPlace'

const keptAfterMs = 500
const firstSize = { width: 1280, height: 860 }

/** Remembers where the window is, from one start to the next. */
export class WindowPlaceStore {
  readonly #path: string
  readonly #last: WindowPlace | undefined

  // The settings' store would hold up the window: its library takes longer to load than this file.
  constructor(path: string) {
    this.#path = path
    this.#last = readPlace(path)
  }

  /** Where a window is to open, on the screens of now. */
  bounds(): Partial<Rectangle> {
    if (this.#last === undefined) return firstSize
    const main = screen.getPrimaryDisplay()
    const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
    const screens = [main, ...others].map(({ workArea }) => workArea)
    return placeOn(screens, this.#last.bounds)
  }

  get isMaximized(): boolean {
    return this.#last?.isMaximized ?? false
  }

  /** Keeps the place of a window that has opened, whenever it changes. */
  follow(window: BrowserWindow): void {
    const keep = (): void => {
      if (window.isDestroyed()) return
      this.#write({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
    }
    // Also when it changes: an app that is killed closes no window.
    const keepSoon = throttled(keptAfterMs, keep)
    window.on('resize', keepSoon)
    window.on('move', keepSoon)
    window.on('close', keep)
  }

  #write(place: WindowPlace): void {
    try {
      writeFileSync(this.#path, JSON.stringify(place))
    } catch {
      // On a full disk there are worse things to lose.
    }
  }
}

/** Undefined before the first time, and for a file that was damaged. */
function readPlace(path: string): WindowPlace | undefined {
  try {
    return windowPlaceSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}
