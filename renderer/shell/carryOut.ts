/**
 * Carries out an order of the keyboard or the menu. Answers false while a dialog is open: what lies
 * behind it must not act.
 */
export function carryOut(order: () => void): boolean {
  if (document.querySelector('dialog[open]')) return false
  takeOpenField()
  order()
  return true
}

/** A field keeps what was typed to itself until it is left: an order must not miss that. */
function takeOpenField(): void {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement)) return
  field.blur()
  field.focus()
}
