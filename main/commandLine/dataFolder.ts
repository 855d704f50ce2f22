import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where each system has a person's data. The window's library is another one: it may be open. */
export function defaultDataFolder(): string {
  const name = 'Landmark Studio service'
  const { platform, env } = process
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? inHome('AppData', 'Local'), name)
  if (platform === 'darwin') return inHome('Library', 'Application Support', name)
  return join(env.XDG_DATA_HOME ?? inHome('.local', 'share'), name)
}

function inHome(...names: readonly string[]): string {
  return join(homedir(), ...names)
}
