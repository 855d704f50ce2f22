const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** A moment in ISO 8601 as people write it. */
export function dateText(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.valueOf()) ? iso : dateFormat.format(date)
}

const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

/** Its day alone. */
export function dayText(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.valueOf()) ? iso : dayFormat.format(date)
}
