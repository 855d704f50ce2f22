import { shell } from './shell'

/**
 * The English of the app, and what every other language translates. `{name}` is a placeholder; `|`
 * parts the singular from the plural of a text with `{count}`.
 */
export const en = { shell } as const
