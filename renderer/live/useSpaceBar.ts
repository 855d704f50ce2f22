import { onScopeDispose } from 'vue'

/** Controls that the space bar works by itself when they have the focus. */
const ownUse = 'button, input, select, textarea, summary, a, dialog, [popover]'

/** Gives the space bar one meaning in the whole window, while the calling scope lives. */
export function useSpaceBar(act: () => void): void {
  function answer(event: KeyboardEvent): void {
    if (event.key !== ' ' || event.repeat || document.querySelector('dialog[open]')) return
    const { target } = event
    if (target instanceof Element && target.closest(ownUse)) return
    event.preventDefault()
    act()
  }

  window.addEventListener('keydown', answer)
  onScopeDispose(() => window.removeEventListener('keydown', answer))
}
