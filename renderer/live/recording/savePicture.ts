/** Offers a picture for saving: the system's dialog asks where to. */
export function savePicture(picture: Blob, takenAt: Date): void {
  const address = URL.createObjectURL(picture)
  const link = document.createElement('a')
  link.href = address
  link.download = `Landmarks ${nameFromDate(takenAt)}.jpg`
  link.click()
  // Only what has been read may be taken away: the download reads it in the course of this.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** `2026-11-25 04.12.33`: sorts by time, and every file system takes it. */
function nameFromDate(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('.')}`
}
