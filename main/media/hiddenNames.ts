/** Files and folders that systems leave beside people's own, in lower case. */
const systemNames = new Set([
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '__macosx',
  '$recycle.bin',
  'system volume information',
  'lost+found',
  '@eadir',
])

/** Whether a file or folder of this base name is kept out of sight by the system or its maker. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.') || systemNames.has(name.toLowerCase())
}
