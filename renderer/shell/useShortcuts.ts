import { onScopeDispose } from 'vue'

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

/** A field keeps what was typed to itself until it is left: an order must not miss that. */
function takeOpenField(): void {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement)) return
  field.blur()
  field.focus()
}

function shortcutName(event: KeyboardEvent): string {
  if (!event.ctrlKey && !event.metaKey) return ''
  return `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
}
