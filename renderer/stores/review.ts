import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { EntryId } from '../../common/entries'
import { useView } from './view'

/** Which result of the library is being reviewed. */
export const useReview = defineStore('review', () => {
  /** Null: the library's list is shown. */
  const entryId = shallowRef<EntryId | null>(null)
  /** Where the review begins. */
  const startFrame = shallowRef(0)
  const view = useView()

  /** Shows a result, at a certain frame of its source. */
  function open(id: EntryId, frame = 0): void {
    entryId.value = id
    startFrame.value = frame
    view.show('library')
  }

  /** Goes back to the list. */
  function close(): void {
    entryId.value = null
  }

  return { entryId, startFrame, open, close }
})
