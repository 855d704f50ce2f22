import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { InputLimits } from '../../common/inputLimits'
import type { LiveSettings } from '../../common/live'
import { currentTrackingOptions, defaultSettings, type Settings } from '../../common/settings'
import type { MemoryLimits } from '../../common/telemetry'
import { defaultTrackingOptions, type TrackingOptions } from '../../common/tasks'
import { request } from './request'

/** Everything the app remembers between two starts. */
export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings>(defaultSettings)
  /** Until then the settings are the defaults. */
  const isRestored = shallowRef(false)
  const automaticWorkers = shallowRef<number | null>(null)
  const version = shallowRef<string | null>(null)

  const options = computed(() => currentTrackingOptions(settings.value))

  async function connect(): Promise<void> {
    window.app.on('settings-changed', (changed) => (settings.value = changed))
    const [saved, info] = await Promise.all([
      request('get-settings', undefined),
      request('get-app-info', undefined),
    ])
    settings.value = saved ?? settings.value
    automaticWorkers.value = info?.automaticWorkers ?? null
    version.value = info?.version ?? null
    isRestored.value = saved !== undefined
  }

  /** Shows the change at once, and takes it back if it cannot be kept. */
  async function change(patch: Partial<Settings>): Promise<void> {
    const before = settings.value
    settings.value = { ...before, ...patch }
    const saved = await request('change-settings', patch)
    settings.value = saved ?? before
  }

  function changeOptions(patch: Partial<TrackingOptions>): Promise<void> {
    const { task, tracking } = settings.value
    return change({ tracking: { ...tracking, [task]: { ...tracking[task], ...patch } } })
  }

  function changeLive(patch: Partial<LiveSettings>): Promise<void> {
    return change({ live: { ...settings.value.live, ...patch } })
  }

  function changeMemoryLimits(patch: Partial<MemoryLimits>): Promise<void> {
    return change({ memoryLimits: { ...settings.value.memoryLimits, ...patch } })
  }

  function changeInputLimits(patch: Partial<InputLimits>): Promise<void> {
    return change({ inputLimits: { ...settings.value.inputLimits, ...patch } })
  }

  function resetOptions(): Promise<void> {
    const { task, tracking } = settings.value
    return change({
      tracking: { ...tracking, [task]: defaultTrackingOptions(task) },
      workers: defaultSettings.workers,
      inputLimits: defaultSettings.inputLimits,
    })
  }

  return {
    settings,
    isRestored,
    automaticWorkers,
    version,
    options,
    connect,
    change,
    changeOptions,
    changeLive,
    changeMemoryLimits,
    changeInputLimits,
    resetOptions,
  }
})
