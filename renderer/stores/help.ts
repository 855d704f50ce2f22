import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Whether the manual is open. */
export const useHelp = defineStore('help', () => {
  const isOpen = shallowRef(false)

  return {
    isOpen,
    open: () => (isOpen.value = true),
    close: () => (isOpen.value = false),
  }
})
