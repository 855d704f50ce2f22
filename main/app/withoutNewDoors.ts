import type { Settings } from '../../common/settings'

/**
 * Changes as the page may order them. Whose files the service reads by their path, and which other
 * pages may ask it, it can only take back: a folder is allowed by a dialog of main's.
 */
export function withoutNewDoors(
  { service, ...changes }: Partial<Settings>,
  { service: { allowedFolders, allowedOrigins } }: Settings,
): Partial<Settings> {
  if (service === undefined) return changes
  const kept = {
    allowedFolders: service.allowedFolders.filter((folder) => allowedFolders.includes(folder)),
    allowedOrigins: service.allowedOrigins.filter((origin) => allowedOrigins.includes(origin)),
  }
  return { ...changes, service: { ...service, ...kept } }
}
