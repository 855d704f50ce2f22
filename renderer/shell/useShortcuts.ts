import { onScopeDispose } from 'vue'
import { carryOut } from './carryOut'

/** Orders by their keys, held together with Ctrl (Cmd on a Mac): `enter`, `shift+o`; `f1` needs none. */
export type Shortcuts = Readonly<Record<string, () => void>>

/** Answers keyboard shortcuts anywhere in the window, while the calling scope lives. */
export function useShortcuts(shortcuts: Shortcuts): void {
  function answer(event: KeyboardEvent): void {
    const order = shortcuts[shortcutName(event)]
    if (order && carryOut(order)) event.preventDefault()
  }

  window.addEventListener('keydown', answer)
  onScopeDispose(() => window.removeEventListener('keydown', answer))
}

function shortcutName(event: KeyboardEvent): string {
  if (event.key === 'F1') return 'f1'
  if (!event.ctrlKey && !event.metaKey) return ''
  return `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
}
