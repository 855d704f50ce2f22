import { durationSentence } from '../common/formatDuration'
import { numberFormat, say, t } from './locale'

export { countText } from './locale'

/** Speeds vary by a tenth from one time to the next: more digits would say what is not known. */
const roughNumber = numberFormat({ maximumSignificantDigits: 2 })
const shortNumber = numberFormat({ maximumSignificantDigits: 3 })

/** `1 file`, `1,200 files`. */
export function filesText(count: number): string {
  return t('quantities.files', { count })
}

/** A length of time: `40 ms`, `0.4 s`, and whole seconds from there. */
export function durationText(durationMs: number): string {
  if (durationMs < 95) return millisecondsText(durationMs)
  return durationMs < 950 ? tenthsOfSecondsText(durationMs) : longDurationText(durationMs)
}

/** A short time: `40 ms`. */
export function millisecondsText(durationMs: number): string {
  return t('quantities.milliseconds', { milliseconds: Math.max(1, Math.round(durationMs)) })
}

/** `0.4 s`. */
export function tenthsOfSecondsText(durationMs: number): string {
  return t('quantities.seconds', { seconds: (durationMs / 1000).toFixed(1) })
}

/** A duration in whole seconds: `8 s`, `3 min 20 s`, `2 h 05 min`. */
export function longDurationText(durationMs: number): string {
  return say(durationSentence(durationMs))
}

/** A stretch of a video by its times: `0:20 to 0:30`, `1:02:00 to the end`. */
export function stretchText({ startUs, endUs }: Stretch): string {
  const end = endUs === null ? t('quantities.theEnd') : clockText(endUs)
  return t('quantities.stretch', { start: clockText(startUs), end })
}

interface Stretch {
  readonly startUs: number
  readonly endUs: number | null
}

/** A time in a video as players show it. */
function clockText(timeUs: number): string {
  const seconds = Math.round(timeUs / 1e6)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)]
  const digits = (value: number): string => String(value % 60).padStart(2, '0')
  return hours > 0
    ? `${hours}:${digits(minutes)}:${digits(seconds)}`
    : `${minutes}:${digits(seconds)}`
}

/** How fast files are finished, per minute or hour where a second is too short to tell. */
export function rateText(filesPerSecond: number): string {
  const rate = (factor: number) => shortNumber.value.format(filesPerSecond * factor)
  if (filesPerSecond >= 1) return t('quantities.filesPerSecond', { rate: rate(1) })
  if (filesPerSecond * 60 >= 1) return t('quantities.filesPerMinute', { rate: rate(60) })
  return t('quantities.filesPerHour', { rate: rate(3600) })
}

/** How fast photos are tracked, in two digits: `7.2 photos/s`. */
export function photoRateText(photosPerSecond: number): string {
  return t('quantities.photosPerSecond', { rate: roughNumber.value.format(photosPerSecond) })
}

/** A file size: `640 bytes`, `3.2 MB`. */
export function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1000) return t('quantities.bytes', { count: sizeBytes })
  const power = Math.min(4, Math.floor(Math.log10(sizeBytes) / 3))
  const unit = ['', 'kB', 'MB', 'GB', 'TB'][power] ?? 'TB'
  return `${shortNumber.value.format(sizeBytes / 1000 ** power)} ${unit}`
}

/** A share from 0 to 1 as `42 %`, a small one as `0.7 %`; 100 % only when all is done. */
export function percentText(share: number): string {
  const isSmall = share > 0 && share < 0.1
  const value = isSmall ? (Math.floor(share * 1000) / 10).toFixed(1) : Math.floor(share * 100)
  return t('quantities.percent', { value })
}

/** A time in a video to so many decimals of a second: `0:07.04`, `1:02:03.40`. */
export function momentText(timeUs: number, decimals = 2): string {
  const units = 10 ** decimals
  const whole = Math.round((timeUs * units) / 1e6)
  const [hours, minutes] = [Math.floor(whole / units / 3600), Math.floor(whole / units / 60) % 60]
  const seconds = ((whole % (60 * units)) / units).toFixed(decimals).padStart(decimals + 3, '0')
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${minutes}:${seconds}`
}
