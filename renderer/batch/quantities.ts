const wholeNumber = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const shortNumber = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** 12345 as `12,345`. */
export function countText(count: number): string {
  return wholeNumber.format(count)
}

/** `1 file`, `1,200 files`. */
export function filesText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'file' : 'files'}`
}

/** A length of time with its two largest units: `2 h 05 min`, `3 min 20 s`, `12 s`, `0.4 s`. */
export function durationText(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000)
  if (durationMs < 950) return `${(durationMs / 1000).toFixed(1)} s`
  if (seconds < 60) return `${String(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${String(minutes)} min ${twoDigits(seconds % 60)} s`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${String(hours)} h ${twoDigits(minutes % 60)} min`
  return `${String(Math.floor(hours / 24))} d ${twoDigits(hours % 24)} h`
}

/** How fast files are finished, per minute or hour where a second is too short to tell. */
export function rateText(filesPerSecond: number): string {
  if (filesPerSecond >= 1) return `${shortNumber.format(filesPerSecond)} files/s`
  if (filesPerSecond * 60 >= 1) return `${shortNumber.format(filesPerSecond * 60)} files/min`
  return `${shortNumber.format(filesPerSecond * 3600)} files/h`
}

/** A file size: `640 bytes`, `3.2 MB`. */
export function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${countText(sizeBytes)} bytes`
  const power = Math.min(4, Math.floor(Math.log10(sizeBytes) / 3))
  const unit = ['bytes', 'kB', 'MB', 'GB', 'TB'][power] ?? 'TB'
  return `${shortNumber.format(sizeBytes / 1000 ** power)} ${unit}`
}

/** A share from 0 to 1 as `42 %`; 100 % only when all is done. */
export function percentText(share: number): string {
  return `${String(Math.floor(share * 100))} %`
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0')
}
