import { onScopeDispose, watch, type WatchSource } from 'vue'

export interface UseFocusRescueOptions {
  /** Changes whenever the element with the focus may have gone. */
  readonly occasion: WatchSource
  /** Where to go on from; null while there is no such place yet. */
  readonly next: () => HTMLElement | null
}

/** Moves the focus on when its element goes or is disabled, while the calling scope lives. */
export function useFocusRescue({ occasion, next }: UseFocusRescueOptions): void {
  let held: Element | null = null

  function remember(event: FocusEvent): void {
    held = event.target as Element
  }

  function rescue(): void {
    if (isLost(held)) next()?.focus()
  }

  document.addEventListener('focusin', remember)
  onScopeDispose(() => document.removeEventListener('focusin', remember))
  watch(occasion, rescue, { flush: 'post' })
}

/** Somebody who clicks on nothing gives up the focus: that is no loss. */
function isLost(held: Element | null): boolean {
  const active = document.activeElement
  const isElsewhere = active !== null && active !== document.body && active !== held
  return held !== null && !isElsewhere && (!held.isConnected || held.matches(':disabled'))
}
