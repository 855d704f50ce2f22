import { bytesPerMb, type CurveName } from '../../common/telemetry'
import { countText, sizeText } from '../quantities'
import { numberFormat, t } from '../locale'

const tenths = numberFormat({
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})

/** What people call a process. Workers count from 1. */
export function processTitle({
  role,
  worker,
  machine,
}: CurveName & { machine?: string | undefined }): string {
  const number = (worker ?? 0) + 1
  switch (role) {
    case 'main':
      return t('telemetry.title.main')
    case 'page':
      return t('telemetry.title.page')
    case 'worker':
      return worker === null
        ? t('telemetry.title.anyWorker')
        : t('telemetry.title.worker', { number: worker + 1 })
    case 'service':
      return t('telemetry.title.service', { number })
    case 'remote':
      return machine === undefined
        ? t('telemetry.title.remote', { number })
        : `${machine} ${number}`
  }
}

/** Stands where nothing is known. */
export const unknown = '—'

/** A size, or a dash where it is not known. */
export function sizeOrUnknown(sizeBytes: number | null): string {
  return sizeBytes === null ? unknown : sizeText(sizeBytes)
}

/** A size in megabytes to the tenth, so that a column of them lines up; a dash if not known. */
export function tenthsText(sizeBytes: number | null): string {
  return sizeBytes === null ? unknown : `${tenths.value.format(sizeBytes / bytesPerMb)} MB`
}

/** A size in whole megabytes, as limits are set. */
export function megabytesText(sizeBytes: number): string {
  return `${countText(sizeBytes / bytesPerMb)} MB`
}
