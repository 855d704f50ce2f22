/** A field keeps what was typed to itself until it is left: an order must not miss that. */
export function takeOpenField(): void {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement)) return
  field.blur()
  field.focus()
}
