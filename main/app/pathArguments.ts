import { resolve } from 'node:path'

/**
 * The files and folders that a command line names.
 *
 * @param argv the program first.
 * @param appFolder what an app under development is started with: paths come after it. Undefined for
 *   an installed app.
 */
export function pathArguments(argv: readonly string[], appFolder: string | undefined): string[] {
  const own = Math.max(
    0,
    argv.findIndex((each) => resolve(each) === appFolder),
  )
  const rest = argv.slice(own + 1)
  const end = rest.indexOf('--')
  const before = end < 0 ? rest : rest.slice(0, end)
  const after = end < 0 ? [] : rest.slice(end + 1)
  return [...before.filter((each) => !each.startsWith('-')), ...after].filter((each) => each !== '')
}
