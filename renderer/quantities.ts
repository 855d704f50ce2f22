import { formatDuration } from '../common/formatDuration'

const wholeNumber = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
/** Speeds vary by a tenth from one time to the next: more digits would say what is not known. */
const roughNumber = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 })
const shortNumber = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** 12345 as `12,345`. */
export function countText(count: number): string {
  return wholeNumber.format(count)
}

/** `1 file`, `1,200 files`. */
export function filesText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'file' : 'files'}`
}

/** A length of time: `40 ms`, `0.4 s`, and whole seconds from there. */
export function durationText(durationMs: number): string {
  if (durationMs < 95) return `${Math.max(1, Math.round(durationMs))} ms`
  return durationMs < 950 ? `${(durationMs / 1000).toFixed(1)} s` : formatDuration(durationMs)
}

/** A stretch of a video by its times: `0:20 to 0:30`, `1:02:00 to the end`. */
export function stretchText({ startUs, endUs }: Stretch): string {
  return `${clockText(startUs)} to ${endUs === null ? 'the end' : clockText(endUs)}`
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
  if (filesPerSecond >= 1) return `${shortNumber.format(filesPerSecond)} files/s`
  if (filesPerSecond * 60 >= 1) return `${shortNumber.format(filesPerSecond * 60)} files/min`
  return `${shortNumber.format(filesPerSecond * 3600)} files/h`
}

/** How fast photos are tracked, in two digits: `7.2 photos/s`. */
export function photoRateText(photosPerSecond: number): string {
  return `${roughNumber.format(photosPerSecond)} photos/s`
}

/** A file size: `640 bytes`, `3.2 MB`. */
export function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${countText(sizeBytes)} bytes`
  const power = Math.min(4, Math.floor(Math.log10(sizeBytes) / 3))
  const unit = ['bytes', 'kB', 'MB', 'GB', 'TB'][power] ?? 'TB'
  return `${shortNumber.format(sizeBytes / 1000 ** power)} ${unit}`
}

/** A share from 0 to 1 as `42 %`, a small one as `0.7 %`; 100 % only when all is done. */
export function percentText(share: number): string {
  if (share > 0 && share < 0.1) return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`
  return `${Math.floor(share * 100)} %`
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
