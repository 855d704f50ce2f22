import { components } from './components'
import { quantities } from './quantities'
import { options } from './options'
import { batch } from './batch'
import { exporting } from './exporting'
import { library } from './library'
import { landmarks } from './landmarks'
import { live } from './live'
import { shell } from './shell'

/**
 * The English of the app, and what every other language translates. `{name}` is a placeholder; `|`
 * parts the singular from the plural of a text with `{count}`.
 */
export const en = {
  shell,
  components,
  quantities,
  options,
  batch,
  exporting,
  library,
  landmarks,
  live,
} as const
