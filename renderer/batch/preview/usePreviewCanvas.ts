import { onScopeDispose, watch, type Ref } from 'vue'
import type { Preview } from '../../../common/previewProtocol'
import { drawSkeletons } from '../../drawing/skeleton'
import { fitPicture } from '../../drawing/spaces'

/**
 * Shows the newest preview in a canvas, while the calling scope lives. Pictures come faster than a
 * screen can show them: one is decoded at a time, and those that were overtaken are never decoded.
 */
export function usePreviewCanvas(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  preview: () => Preview | null,
): void {
  let isBusy = false
  let isStale = false
  let isOver = false
  const resizing = new ResizeObserver(request)

  watch(preview, request)
  watch(canvas, (element) => {
    resizing.disconnect()
    if (element) resizing.observe(element)
  })
  onScopeDispose(() => {
    isOver = true
    resizing.disconnect()
  })

  function request(): void {
    isStale = true
    if (!isBusy) requestAnimationFrame(() => void show())
    isBusy = true
  }

  async function show(): Promise<void> {
    isStale = false
    const newest = preview()
    if (newest && canvas.value && !isOver) await drawPreview(canvas.value, newest)
    isBusy = false
    if (isStale && !isOver) request()
  }
}

async function drawPreview(canvas: HTMLCanvasElement, preview: Preview): Promise<void> {
  // A picture that does not decode is not worth a word: the next one is on its way.
  const picture = await createImageBitmap(jpegBlob(preview)).catch(() => null)
  if (!picture) return
  draw(canvas, picture, preview)
  picture.close()
}

function jpegBlob({ jpeg }: Preview): Blob {
  return new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' })
}

function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, preview: Preview): void {
  const pixelRatio = window.devicePixelRatio
  const widthPx = Math.round(canvas.clientWidth * pixelRatio)
  const heightPx = Math.round(canvas.clientHeight * pixelRatio)
  const context = canvas.getContext('2d')
  if (!context || widthPx === 0 || heightPx === 0) return
  canvas.width = widthPx
  canvas.height = heightPx
  const place = fitPicture(preview, { widthPx, heightPx })
  context.drawImage(picture, place.leftPx, place.topPx, place.widthPx, place.heightPx)
  drawSkeletons(context, preview.landmarks.parts, { picture: place, pixelRatio })
}
