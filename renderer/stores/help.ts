import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Whether the manual is open. */
export const useHelp = defineStore('help', () => {
  const isOpen = shallowRef(false)

  return {
    isOpen,
    open: (): void => void (isOpen.value = true),
    close: (): void => void (isOpen.value = false),
  }
})
