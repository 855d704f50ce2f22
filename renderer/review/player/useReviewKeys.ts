import { onScopeDispose } from 'vue'
import type { ReviewSession } from '../useReviewSession'
import type { Playback } from './usePlayback'

/** Answers the keys of a player anywhere in the window, while the calling scope lives. */
export function useReviewKeys(session: ReviewSession, playback: Playback, leave: () => void): void {
  const orders: Readonly<Record<string, (step: number) => void>> = {
    ' ': () => playback.toggle(),
    k: () => playback.stop(),
    l: () => playback.shuttle(1),
    j: () => playback.shuttle(-1),
    ArrowRight: (step) => session.goTo(session.place.value + step),
    ArrowLeft: (step) => session.goTo(session.place.value - step),
    Home: () => session.goTo(0),
    End: () => session.goTo(Infinity),
    ']': () => session.goToFlaw(1),
    '[': () => session.goToFlaw(-1),
    i: () => session.mark('start'),
    o: () => session.mark('end'),
    Escape: leave,
  }

  function answer(event: KeyboardEvent): void {
    const order = orders[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!order || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return
    event.preventDefault()
    order(event.shiftKey ? 10 : 1)
  }

  window.addEventListener('keydown', answer)
  onScopeDispose(() => window.removeEventListener('keydown', answer))
}

/** A field or an open dialog or menu has its own use for keys, and a button for the space bar. */
function isTaken(event: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open], [popover]:popover-open')) return true
  const target = event.target as HTMLElement
  if (target.matches('input:not([type=checkbox]), select, textarea')) return true
  return event.key === ' ' && target.matches('button, input, summary')
}
