import type { PortChannel } from '../common/ipc'

/**
 * Listens for the ports that main hands to the page, which come as messages of the page to itself:
 * see preload. Answers a function that ends the listening.
 */
export function onPort(channel: PortChannel, listener: (port: MessagePort) => void): () => void {
  const listen = ({ source, data, ports }: MessageEvent<unknown>): void => {
    const [port] = ports
    if (port && source === window && channelOf(data) === channel) listener(port)
  }
  window.addEventListener('message', listen)
  return () => window.removeEventListener('message', listen)
}

function channelOf(data: unknown): unknown {
  const isObject = typeof data === 'object' && data !== null
  return isObject && 'channel' in data ? data.channel : undefined
}
