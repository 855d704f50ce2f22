import { batch } from './batch'
import { components } from './components'
import { dialogs } from './dialogs'
import { exporting } from './exporting'
import { help } from './help'
import { landmarks } from './landmarks'
import { library } from './library'
import { live } from './live'
import { measures } from './measures'
import { menu } from './menu'
import { options } from './options'
import { quantities } from './quantities'
import { review } from './review'
import { sentences } from './sentences'
import { service } from './service'
import { shell } from './shell'
import { telemetry } from './telemetry'
import { watch } from './watch'

/**
 * The English of the app, and what every other language translates. `{name}` is a placeholder; `|`
 * parts the singular from the plural of a text with `{count}`.
 */
export const en = {
  shell,
  components,
  options,
  batch,
  dialogs,
  exporting,
  help,
  landmarks,
  library,
  live,
  menu,
  measures,
  quantities,
  review,
  sentences,
  service,
  telemetry,
  watch,
} as const
