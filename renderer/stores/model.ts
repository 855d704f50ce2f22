import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CallAnswer } from '../../common/ipc'
import type { TrackingOptions } from '../../common/tasks'
import { request } from './request'

/** The model bundle that the options on screen use. */
export const useModel = defineStore('model', () => {
  const model = shallowRef<CallAnswer<'get-model'> | null>(null)

  async function load({ task, modelVariant }: TrackingOptions): Promise<void> {
    model.value = (await request('get-model', { task, modelVariant })) ?? null
  }

  return { model, load }
})
