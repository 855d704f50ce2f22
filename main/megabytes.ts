import { bytesPerMb } from '../common/telemetry'

/** A size in whole megabytes, as limits are set, for a sentence: `812 MB`. */
export function inMb(bytes: number): string {
  return `${Math.round(bytes / bytesPerMb)} MB`
}
