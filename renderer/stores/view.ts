import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export const views = ['batch', 'live', 'library', 'telemetry'] as const
export type View = (typeof views)[number]

/** Which view is on screen. */
export const useView = defineStore('view', () => {
  const view = shallowRef<View>('batch')
  /** Why the view cannot be left now; null if it can. */
  const holdReason = shallowRef<string | null>(null)

  function show(wanted: View): void {
    if (holdReason.value === null) view.value = wanted
  }

  return { view, holdReason, show }
})
