import { imageSize } from 'image-size'
import { pixelSize, type PixelSize } from './pixelSize'

/**
 * Width and height as a picture's first bytes tell them; null if they do not. Given a bounded
 * number of bytes of a known format only: image-size has had endless loops on crafted ones.
 */
export function readPixelSize(head: Uint8Array): PixelSize | null {
  try {
    const { width, height } = imageSize(head)
    return pixelSize(width, height)
  } catch {
    return null
  }
}
