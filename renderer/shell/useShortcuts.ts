import { onScopeDispose } from 'vue'
import { takeOpenField } from './takeOpenField'

/** Orders by their keys, held together with Ctrl (Cmd on a Mac): `enter`, `shift+o`. */
export type Shortcuts = Readonly<Record<string, () => void>>

/** Answers keyboard shortcuts anywhere in the window, while the calling scope lives. */
export function useShortcuts(shortcuts: Shortcuts): void {
  function answer(event: KeyboardEvent): void {
    const order = shortcuts[shortcutName(event)]
    // What lies behind an open dialog must not act.
    if (!order || document.querySelector('dialog[open]')) return
    event.preventDefault()
    takeOpenField()
    order()
  }

  window.addEventListener('keydown', answer)
  onScopeDispose(() => window.removeEventListener('keydown', answer))
}

function shortcutName(event: KeyboardEvent): string {
  if (!event.ctrlKey && !event.metaKey) return ''
  return `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
}
