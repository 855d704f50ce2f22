import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ServiceSettings, ServiceStatus } from '../../common/service/switch'
import { request } from './request'
import { useSettings } from './settings'

/** The service that answers other programs on this machine. */
export const useService = defineStore('service', () => {
  const settings = useSettings()
  const status = shallowRef<ServiceStatus>({ kind: 'off' })

  async function connect(): Promise<void> {
    window.app.on('service-changed', (changed) => (status.value = changed))
    status.value = (await request('get-service-status', undefined)) ?? status.value
  }

  function change(patch: Partial<ServiceSettings>): Promise<void> {
    return settings.change({ service: { ...settings.settings.service, ...patch } })
  }

  function forbidFolder(folder: string): Promise<void> {
    const { allowedFolders } = settings.settings.service
    return change({ allowedFolders: allowedFolders.filter((each) => each !== folder) })
  }

  return {
    ...{ status, connect, change, forbidFolder },
    allowFolders: () => request('allow-folders', undefined),
    tryIt: () => request('try-service', undefined),
  }
})
