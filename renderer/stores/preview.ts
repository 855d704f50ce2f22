import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { portChannels } from '../../common/ipc'
import { previewSchema, type Preview } from '../../common/previewProtocol'

/** The frame that a worker has tracked last, whichever worker it was. */
export const usePreview = defineStore('preview', () => {
  const latest = shallowRef<Preview | null>(null)

  /** Every worker comes with a port of its own, as a message of the page to itself. */
  function connect(): void {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      const port = event.ports[0]
      if (port && event.source === window && isPreviewPort(event.data)) listen(port)
    })
  }

  function listen(port: MessagePort): void {
    port.addEventListener('message', (event: MessageEvent<unknown>) => {
      const preview = previewSchema.safeParse(event.data)
      if (preview.success) latest.value = preview.data
    })
    port.start()
  }

  return { latest, connect }
})

function isPreviewPort(data: unknown): boolean {
  const isObject = typeof data === 'object' && data !== null
  return isObject && 'channel' in data && data.channel === portChannels[0]
}
