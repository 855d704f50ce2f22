import { app, dialog, type BrowserWindow } from 'electron'
import type { Translate } from '../../common/locales/messages'

/** What the end of the app would cut short. */
export interface WorkInHand {
  readonly isTracking: boolean
  readonly isRecording: boolean
}

export interface QuitQuestionOptions {
  readonly window: BrowserWindow
  readonly work: () => WorkInHand
  readonly t: Translate
}

/** Asks before somebody closes the window or quits in the middle of work: keep working, or quit. */
export class QuitQuestion {
  readonly #options: QuitQuestionOptions
  #isAgreed = false
  #isAsking = false

  constructor(options: QuitQuestionOptions) {
    this.#options = options
    options.window.on('close', (event) => {
      if (this.holdsBack()) event.preventDefault()
    })
  }

  /** Whether the app may not end yet: somebody is being asked, and who agrees will end it. */
  holdsBack(): boolean {
    if (this.#mayQuit()) return false
    void this.#ask()
    return true
  }

  /** Quits without a question: the system, or a terminal, wants the app to end. */
  quitNow(): void {
    this.#isAgreed = true
    app.quit()
  }

  /** What is allowed once is allowed until the end, which takes several events. */
  #mayQuit(): boolean {
    const { isTracking, isRecording } = this.#options.work()
    this.#isAgreed ||= !isTracking && !isRecording
    return this.#isAgreed
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    const { window, work } = this.#options
    const { response } = await dialog.showMessageBox(window, this.#question(work()))
    this.#isAsking = false
    if (response === quitButton) this.quitNow()
  }

  #question({ isTracking, isRecording }: WorkInHand): Electron.MessageBoxOptions {
    const { t } = this.#options
    const details = [isRecording && t('menu.recordingIsKept'), isTracking && t('menu.batchGoesOn')]
    return {
      type: 'question',
      message: isRecording ? t('menu.quitWhileRecording') : t('menu.quitWhileTracking'),
      detail: details.filter(Boolean).join('\n'),
      buttons: [t('menu.keepWorking'), t('menu.quitAnyway')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    }
  }
}

const quitButton = 1
