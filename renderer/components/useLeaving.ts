import { onScopeDispose } from 'vue'

export interface UseLeavingReturn {
  /** Somebody is with it: it stays. */
  hold(): void
  /** Left alone, it goes after its whole time. */
  release(): void
}

/** Calls `leave` once nobody has been with something for so long, while the calling scope lives. */
export function useLeaving(afterMs: number, leave: () => void): UseLeavingReturn {
  let timer: ReturnType<typeof setTimeout> | undefined

  function hold(): void {
    clearTimeout(timer)
  }

  function release(): void {
    hold()
    timer = setTimeout(leave, afterMs)
  }

  release()
  onScopeDispose(hold)
  return { hold, release }
}
