import { dateFormat } from './locale'

const momentFormat = dateFormat({ dateStyle: 'medium', timeStyle: 'short' })

/** A moment in ISO 8601 as people write it. */
export function dateText(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.valueOf()) ? iso : momentFormat.value.format(date)
}

const dayFormat = dateFormat({ dateStyle: 'medium' })

/** Its day alone. */
export function dayText(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.valueOf()) ? iso : dayFormat.value.format(date)
}
