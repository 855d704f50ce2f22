import type { AppBridge } from '../preload'

declare global {
  interface Window {
    /** The one way to main, put there by the preload script. */
    readonly app: AppBridge
  }
}
