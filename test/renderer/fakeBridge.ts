import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import type { CallChannel, EventChannel, EventPayload } from '../../common/ipc'

type Answers = Partial<Record<CallChannel, (argument: unknown) => unknown>>

/** What a test sees of the main process that it stands in for. */
export interface FakeBridge {
  /** The orders that were given, in order. */
  readonly orders: readonly (readonly [channel: CallChannel, argument: unknown])[]
  emit<C extends EventChannel>(channel: C, payload: EventPayload<C>): void
}

/** Puts a bridge with these answers where the stores look for it, and begins with fresh stores. */
export function fakeBridge(answers: Answers = {}): FakeBridge {
  const listeners = new Map<EventChannel, (payload: never) => void>()
  const orders: [CallChannel, unknown][] = []
  const app = {
    request(channel: CallChannel, argument: unknown) {
      orders.push([channel, argument])
      // What cannot be cloned cannot be sent to main.
      return Promise.resolve(structuredClone(argument)).then((sent) => answers[channel]?.(sent))
    },
    on(channel: EventChannel, listener: (payload: never) => void) {
      listeners.set(channel, listener)
      return () => listeners.delete(channel)
    },
    addDroppedFiles: () => Promise.reject(new Error('That folder cannot be read.')),
  }
  vi.stubGlobal('window', { app })
  setActivePinia(createPinia())
  return { orders, emit: (channel, payload) => listeners.get(channel)?.(payload as never) }
}
