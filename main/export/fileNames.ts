import { formatFacts } from '../media/formats'
import { safeFileName } from '../recording/recordingNames'

/**
 * A file name, without an ending, for each source: its own without that of photos and videos, and
 * with a number behind where several would be called the same on some disk.
 */
export function nameFiles(sources: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return sources.map((source) => {
    const stem = safeFileName(withoutMediaEnding(source))
    let name = stem
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${stem}_${number}`
    taken.add(name.toLowerCase())
    return name
  })
}

/** Nothing else is an ending: a recording may be called `Recording 2026-11-25 04.12.33`. */
function withoutMediaEnding(source: string): string {
  const ending = mediaEndings.find((ending) => source.toLowerCase().endsWith(ending))
  return ending === undefined ? source : source.slice(0, -ending.length)
}

const mediaEndings = Object.values(formatFacts).flatMap(({ extensions }) => extensions)
