import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import type { Preview } from '../../common/previewProtocol'
import { usePreview } from '../../renderer/stores/preview'

const preview: Preview = {
  jobId: 3,
  jpeg: new Uint8Array([1, 2, 3]),
  widthPx: 4,
  heightPx: 3,
  landmarks: { frame: 0, timestampUs: 0, parts: [] },
}
const ports: MessagePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

type Listener = (event: { data: unknown; ports: MessagePort[]; source: unknown }) => void

function connectedPort(data: unknown): MessagePort {
  const page: { listener?: Listener; addEventListener(type: string, listener: Listener): void } = {
    addEventListener: (_type, listener) => (page.listener = listener),
  }
  vi.stubGlobal('window', page)
  usePreview().connect()
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  page.listener?.({ data, ports: [port2], source: page })
  return port1
}

test('the newest preview of a worker is shown, and what is none is not', async () => {
  setActivePinia(createPinia())
  const worker = connectedPort({ channel: 'preview-port' })
  worker.postMessage(preview)
  worker.postMessage({ ...preview, widthPx: 'wide' })
  await expect.poll(() => usePreview().latest).toEqual(preview)
})

test('a message that names no preview port is left alone', async () => {
  setActivePinia(createPinia())
  const stranger = connectedPort({ channel: 'something-else' })
  stranger.postMessage(preview)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(usePreview().latest).toBeNull()
})
