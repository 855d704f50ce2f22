import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Sentence } from '../../common/sentence'
import { say } from '../locale'

export interface NoticeAction {
  readonly label: string
  run(): void
}

/** Something a person should know, shown until it is dismissed. */
export interface Notice {
  readonly id: number
  readonly kind: 'error' | 'success'
  readonly text: Sentence
  readonly action?: NoticeAction
}

const mostShown = 3

/** What went wrong or well, newest last. */
export const useNotices = defineStore('notices', () => {
  const notices = shallowRef<readonly Notice[]>([])
  let lastId = 0

  function connect(): void {
    window.app.on('problem-arose', showError)
    window.app.on('problem-solved', forget)
    window.app.on('recovered', (text) => show({ kind: 'success', text }))
  }

  function show(notice: Omit<Notice, 'id'>): void {
    // The same sentence twice tells nothing new.
    const others = notices.value.filter(({ text }) => say(text) !== say(notice.text))
    lastId += 1
    notices.value = [...others, { ...notice, id: lastId }].slice(-mostShown)
  }

  function showError(text: Sentence): void {
    show({ kind: 'error', text })
  }

  function forget(text: Sentence): void {
    notices.value = notices.value.filter((notice) => say(notice.text) !== say(text))
  }

  function dismiss(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id)
  }

  return { notices, connect, show, showError, dismiss }
})
