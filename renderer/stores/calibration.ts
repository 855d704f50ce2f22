import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Calibration, CalibrationProgress } from '../../common/calibration'
import { sentenceOf } from '../../common/errors'
import type { Sentence } from '../../common/sentence'
import { changesOf, type ProposalRow } from '../batch/calibration/proposals'
import { t } from '../locale'
import { useNotices } from './notices'
import { request } from './request'
import { useSettings } from './settings'

/** Where the measuring of this machine stands; `idle` while nobody asks for it. */
export type CalibrationState =
  | { readonly kind: 'idle' }
  /** `progress` is null before main has told of any. */
  | { readonly kind: 'measuring'; readonly progress: CalibrationProgress | null }
  | { readonly kind: 'measured'; readonly calibration: Calibration }
  | { readonly kind: 'failed'; readonly message: Sentence }

/** Measures this machine, and changes the settings to what somebody took of the proposals. */
export const useCalibration = defineStore('calibration', () => {
  const state = shallowRef<CalibrationState>({ kind: 'idle' })
  const settings = useSettings()

  /** Once, to somebody who has neither answered nor measured of their own accord. */
  const isOffered = computed(() => {
    const { calibration, calibrationOfferAnswered } = settings.settings
    return settings.isRestored && calibration === null && !calibrationOfferAnswered
  })

  function connect(): void {
    window.app.on('calibration-progressed', (progress) => {
      if (state.value.kind === 'measuring') state.value = { kind: 'measuring', progress }
    })
  }

  async function measure(): Promise<void> {
    if (state.value.kind === 'measuring') return
    state.value = { kind: 'measuring', progress: null }
    if (isOffered.value) void decline()
    try {
      const calibration = await window.app.request('start-calibration', undefined)
      state.value = calibration ? { kind: 'measured', calibration } : { kind: 'idle' }
    } catch (error) {
      state.value = { kind: 'failed', message: sentenceOf(error) }
    }
  }

  /** The offer is not made again. */
  function decline(): Promise<void> {
    return settings.change({ calibrationOfferAnswered: true })
  }

  /** Ends the measuring, or puts away what came of it; the settings stay as they are. */
  async function close(): Promise<void> {
    // Main answers what was asked of it with nothing then, and that closes.
    if (state.value.kind === 'measuring') await request('stop-calibration', undefined)
    else state.value = { kind: 'idle' }
  }

  async function apply(rows: readonly ProposalRow[]): Promise<void> {
    state.value = { kind: 'idle' }
    const before = settings.settings
    await settings.change(changesOf(rows, before))
    if (settings.settings === before) return
    useNotices().show({ kind: 'success', text: t('batch.calibration.inUse') })
  }

  return { state, isOffered, connect, measure, decline, close, apply }
})
