import { bytesPerMb, type CurveName, type TelemetryEvent } from '../../common/telemetry'
import { countText, sizeText } from '../quantities'

const tenths = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})

/** What people call a process. Workers count from 1. */
export function processTitle({
  role,
  worker,
  machine,
}: CurveName & { machine?: string | undefined }): string {
  switch (role) {
    case 'main':
      return 'Main'
    case 'page':
      return 'Window'
    case 'worker':
      return worker === null ? 'Worker' : `Worker ${worker + 1}`
    case 'service':
      return `Service ${(worker ?? 0) + 1}`
    case 'remote':
      return `${machine ?? 'Remote'} ${(worker ?? 0) + 1}`
  }
}

export const eventTitles: Readonly<Record<TelemetryEvent['kind'], string>> = {
  started: 'Started',
  retired: 'Replaced',
  crashed: 'Crashed',
  stalled: 'Stuck',
  'memory-short': 'Memory short',
  'memory-eased': 'Memory eased',
}

/** Stands where nothing is known. */
export const unknown = '—'

/** A size, or a dash where it is not known. */
export function sizeOrUnknown(sizeBytes: number | null): string {
  return sizeBytes === null ? unknown : sizeText(sizeBytes)
}

/** A size in megabytes to the tenth, so that a column of them lines up; a dash if not known. */
export function tenthsText(sizeBytes: number | null): string {
  return sizeBytes === null ? unknown : `${tenths.format(sizeBytes / bytesPerMb)} MB`
}

/** A size in whole megabytes, as limits are set. */
export function megabytesText(sizeBytes: number): string {
  return `${countText(sizeBytes / bytesPerMb)} MB`
}
