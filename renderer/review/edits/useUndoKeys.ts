import { onScopeDispose } from 'vue'

interface UndoKeys {
  readonly undo: () => void
  readonly redo: () => void
}

/**
 * Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y), with Cmd on a Mac, while the calling scope lives. In a field
 * that is typed into they are the field's own.
 */
export function useUndoKeys({ undo, redo }: UndoKeys): void {
  function answer(event: KeyboardEvent): void {
    const order = orderOf(event)
    if (order === null || isTypedInto(event.target) || document.querySelector('dialog[open]'))
      return
    event.preventDefault()
    if (order === 'undo') undo()
    else redo()
  }

  window.addEventListener('keydown', answer)
  onScopeDispose(() => window.removeEventListener('keydown', answer))
}

function orderOf({
  ctrlKey,
  metaKey,
  shiftKey,
  altKey,
  key,
}: KeyboardEvent): keyof UndoKeys | null {
  if (!(ctrlKey || metaKey) || altKey) return null
  if (key.toLowerCase() === 'y') return 'redo'
  if (key.toLowerCase() !== 'z') return null
  return shiftKey ? 'redo' : 'undo'
}

const notTypedInto = ['checkbox', 'radio', 'range', 'button']

function isTypedInto(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !notTypedInto.includes(target.type)
  return target instanceof HTMLTextAreaElement
}
