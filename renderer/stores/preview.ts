import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { checkMessage } from '../../common/checkMessage'
import { previewSchema, type Preview } from '../../common/previewProtocol'
import { onPort } from '../ports'

/** The frame that a worker has tracked last, whichever worker it was. */
export const usePreview = defineStore('preview', () => {
  const latest = shallowRef<Preview | null>(null)

  /** Every worker comes with a port of its own. */
  function connect(): void {
    onPort('preview-port', listen)
  }

  function listen(port: MessagePort): void {
    port.addEventListener('message', (event: MessageEvent<unknown>) => {
      const preview = checkMessage(previewSchema, event.data)
      if (preview.success) latest.value = preview.data
    })
    port.start()
  }

  return { latest, connect }
})
