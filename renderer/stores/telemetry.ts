import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ActiveLimits, TelemetryHistory, TelemetrySample } from '../../common/telemetry'
import { request } from './request'
import { emptyHistory, withEvent, withSample } from './telemetryHistory'

type Change = (history: TelemetryHistory) => TelemetryHistory

/** Main keeps old columns at a lower resolution: after so many new ones they are asked for anew. */
const columnsBetweenLoads = 3600

/** The memory of the app's processes over the last day, and what happened to them. */
export const useTelemetry = defineStore('telemetry', () => {
  const history = shallowRef(emptyHistory)
  const latest = shallowRef<TelemetrySample | null>(null)
  const limits = shallowRef<ActiveLimits | null>(null)

  const events = computed(() => history.value.events.toReversed())

  let columnsSinceLoad = 0
  /** What came since main was asked for the history, which may lack it; null if nothing is asked. */
  let changesSinceAsked: Change[] | null = null

  async function connect(): Promise<void> {
    window.app.on('telemetry-sampled', takeSample)
    window.app.on('telemetry-noted', (event) => apply((known) => withEvent(known, event)))
    await load()
  }

  function takeSample(sample: TelemetrySample): void {
    latest.value = sample
    columnsSinceLoad += 1
    if (columnsSinceLoad >= columnsBetweenLoads) void load()
    apply((known) => withSample(known, sample))
  }

  function apply(change: Change): void {
    history.value = change(history.value)
    changesSinceAsked?.push(change)
  }

  async function load(): Promise<void> {
    columnsSinceLoad = 0
    const changes: Change[] = []
    changesSinceAsked = changes
    const loaded = await request('get-telemetry', undefined)
    changesSinceAsked = null
    if (loaded) history.value = changes.reduce((known, change) => change(known), loaded)
  }

  async function loadLimits(): Promise<void> {
    limits.value = (await request('get-memory-limits', undefined)) ?? limits.value
  }

  return { history, latest, limits, events, connect, loadLimits }
})
