import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Whether the manual is open. */
export const useHelp = defineStore('help', () => {
  const isOpen = shallowRef(false)

  function open(): void {
    isOpen.value = true
  }

  function close(): void {
    isOpen.value = false
  }

  return { isOpen, open, close }
})
