import { safeFileName } from '../recording/recordingNames'

/**
 * A file name, without an ending, for each source: its own without its ending, and with a number
 * behind where several would be called the same on some disk.
 */
export function nameFiles(sources: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return sources.map((source) => {
    const stem = safeFileName(source.replace(/\.[^./\\]+$/, ''))
    let name = stem
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${stem}_${number}`
    taken.add(name.toLowerCase())
    return name
  })
}
