import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { Preview } from '../../../common/previewProtocol'
import { drawPicture } from '../../../common/drawing/picture'
import { drawSkeletons } from '../../../common/drawing/skeleton'
import { fitPicture } from '../../../common/drawing/spaces'
import { say } from '../../locale'

export interface UsePreviewCanvasReturn {
  /** What the canvas shows now; what is written beside it belongs to this. */
  readonly shown: Readonly<Ref<Preview | null>>
}

/**
 * Shows the newest preview in a canvas, while the calling scope lives. Pictures come faster than a
 * screen can show them: one is decoded at a time, and those that were overtaken are never decoded.
 */
export function usePreviewCanvas(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  newest: () => Preview | null,
): UsePreviewCanvasReturn {
  const shown = shallowRef<Preview | null>(null)
  let isBusy = false
  let isStale = false
  const resizing = new ResizeObserver(request)

  watch(newest, request, { immediate: true })
  watch(canvas, (element) => {
    resizing.disconnect()
    if (element) resizing.observe(element)
  })
  onScopeDispose(() => resizing.disconnect())

  function request(): void {
    isStale = true
    if (!isBusy) requestAnimationFrame(() => void show())
    isBusy = true
  }

  async function show(): Promise<void> {
    isStale = false
    const preview = newest()
    if (canvas.value) await drawPreview(canvas.value, preview)
    shown.value = preview
    isBusy = false
    if (isStale) request()
  }

  return { shown }
}

async function drawPreview(canvas: HTMLCanvasElement, preview: Preview | null): Promise<void> {
  if (!preview) return
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
  drawPicture(context, picture, place)
  drawSkeletons(context, preview.landmarks.parts, { picture: place, pixelRatio, say })
}
