import { momentText } from '../../../common/momentText'

/** Offers a picture for saving: the system's dialog asks where to. */
export function savePicture(picture: Blob, takenAt: Date): void {
  const address = URL.createObjectURL(picture)
  const link = document.createElement('a')
  link.href = address
  link.download = `Landmarks ${momentText(takenAt)}.jpg`
  link.click()
  // Only what has been read may be taken away: the download reads it in the course of this.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
