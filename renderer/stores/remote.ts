import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { RemoteSettings, RemoteStatus } from '../../common/remote'
import { request } from './request'
import { useSettings } from './settings'

/** Workers on other machines. */
export const useRemote = defineStore('remote', () => {
  const settings = useSettings()
  const status = shallowRef<RemoteStatus>({ kind: 'off' })

  async function connect(): Promise<void> {
    window.app.on('remote-changed', (changed) => (status.value = changed))
    status.value = (await request('get-remote-status', undefined)) ?? status.value
  }

  function change(patch: Partial<RemoteSettings>): Promise<void> {
    return settings.change({ remote: { ...settings.settings.remote, ...patch } })
  }

  return { status, connect, change }
})
