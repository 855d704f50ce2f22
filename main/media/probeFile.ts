import { stat } from 'node:fs/promises'
import type { FoundFile } from '../../common/media'
import { formatFacts, formatOfName } from './formats'
import type { MediaLimits } from './limits'
import type { WalkedFile } from './walk'

export interface ProbeOptions {
  readonly limits: MediaLimits
  readonly signal?: AbortSignal | undefined
}

export async function probeFile(walked: WalkedFile, _options: ProbeOptions): Promise<FoundFile> {
  const { path, name } = walked
  const sizeBytes = await stat(path).then(
    (stats) => stats.size,
    () => 0,
  )
  if (walked.kind === 'refused') {
    const { reason, explanation } = walked
    return { kind: 'refused', file: { path, name, sizeBytes, reason, explanation } }
  }
  const format = formatOfName(name)
  const explanation = 'Its format is not supported.'
  if (!format)
    return { kind: 'refused', file: { path, name, sizeBytes, reason: 'unsupported', explanation } }
  return { kind: 'media', file: { path, name, sizeBytes, kind: formatFacts[format].kind } }
}
