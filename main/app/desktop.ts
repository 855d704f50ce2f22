import { app, nativeTheme, shell, type BrowserWindow } from 'electron'
import { languageOf, type LanguageChoice } from '../../common/language'
import type { MenuOrder } from '../../common/menu'
import type { Settings } from '../../common/settings'
import { createTranslate } from '../translate'
import { AppMenu } from './appMenu'
import { bringToFront } from './attention'
import type { HandedOver } from './handedOver'
import { send } from './ipc'
import { keepAwakeWhile } from './keepAwake'
import { QuitQuestion, type WorkInHand } from './quitQuestion'
import { withFoldersOf } from './recentFolders'

/** What the desktop needs of the studio. */
export interface DesktopStudio extends WorkInHand {
  settings(): Settings
  isBusy(): boolean
  addPaths(paths: readonly string[]): void
  keepRecentFolders(folders: readonly string[]): void
}

export interface DesktopOptions {
  readonly window: BrowserWindow
  readonly handedOver: HandedOver
  readonly logFolder: string
  readonly noticesPath: string
}

/** What the system shows of the app around its window, and what comes in from there. */
export class Desktop {
  readonly translate = createTranslate(() => languageOf(this.#language, app.getLocale()))
  readonly quitQuestion: QuitQuestion
  readonly #options: DesktopOptions
  readonly #menu: AppMenu
  #language: LanguageChoice = 'system'
  #studio: DesktopStudio | undefined

  constructor(options: DesktopOptions) {
    this.#options = options
    const { window, handedOver, logFolder, noticesPath } = options
    this.#menu = new AppMenu(this.translate, {
      order: (order) => send(window, 'menu-chosen', order),
      openFolder: (folder) => this.#takeFromOutside([folder]),
      clearRecent: () => this.#clearRecent(),
      showLogs: () => void shell.openPath(logFolder),
      showNotices: () => void shell.openPath(noticesPath),
    })
    this.quitQuestion = new QuitQuestion({
      window,
      work: () => this.#studio ?? { isTracking: false, isRecording: false },
      t: this.translate,
    })
    handedOver.onSecondStart(() => bringToFront(window))
  }

  /** Begins to serve a studio that has opened. */
  serve(studio: DesktopStudio): void {
    this.#studio = studio
    this.takeSettings(studio.settings())
    keepAwakeWhile(() => studio.isBusy())
  }

  /** Adds what was handed over until now, and all that will be. */
  takeHandedOver(): void {
    this.#options.handedOver.giveTo((paths) => this.#takeFromOutside(paths))
  }

  takeSettings({ theme, language, recentFolders }: Settings): void {
    nativeTheme.themeSource = theme
    this.#language = language
    this.#menu.show(recentFolders)
  }

  offerInMenu(orders: readonly MenuOrder[]): void {
    this.#menu.offer(orders)
  }

  /** Adds files and folders to the batch on screen, and remembers where they lie. */
  addPaths(paths: readonly string[]): void {
    this.#studio?.addPaths(paths)
    void this.#remember(paths)
  }

  #takeFromOutside(paths: readonly string[]): void {
    this.addPaths(paths)
    send(this.#options.window, 'menu-chosen', 'show-batch')
  }

  async #remember(paths: readonly string[]): Promise<void> {
    const before = this.#studio?.settings().recentFolders ?? []
    const recentFolders = await withFoldersOf(paths, before)
    this.#studio?.keepRecentFolders(recentFolders)
    const added = recentFolders.filter((folder) => !before.includes(folder))
    for (const folder of added) app.addRecentDocument(folder)
  }

  #clearRecent(): void {
    app.clearRecentDocuments()
    this.#studio?.keepRecentFolders([])
  }
}
