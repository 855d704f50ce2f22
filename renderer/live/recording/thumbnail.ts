const longSidePx = 192
const jpegQuality = 0.75

/** A camera's picture as a small JPEG. Draws it at once: the frame may be closed afterwards. */
export async function thumbnailOf(picture: VideoFrame): Promise<Uint8Array<ArrayBuffer>> {
  const { displayWidth, displayHeight } = picture
  const scale = Math.min(1, longSidePx / Math.max(displayWidth, displayHeight))
  const width = Math.max(1, Math.round(displayWidth * scale))
  const height = Math.max(1, Math.round(displayHeight * scale))
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality })
  return new Uint8Array(await blob.arrayBuffer())
}
