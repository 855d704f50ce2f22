import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** What a screen reader reads aloud. */
export interface Announcement {
  readonly id: number
  readonly text: string
}

const mostKept = 3

/** What is to be read aloud wherever somebody is in the app, newest last. */
export const useAnnouncer = defineStore('announcer', () => {
  const announcements = shallowRef<readonly Announcement[]>([])
  let lastId = 0

  function say(text: string): void {
    lastId += 1
    announcements.value = [...announcements.value, { id: lastId, text }].slice(-mostKept)
  }

  return { announcements, say }
})
