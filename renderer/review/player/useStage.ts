import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { FrameLandmarks } from '../../../common/landmarks'
import { drawPicture } from '../../../common/drawing/picture'
import { drawSkeletons } from '../../../common/drawing/skeleton'
import { fitPicture } from '../../../common/drawing/spaces'
import type { ReviewSession } from '../useReviewSession'
import { openPhoto, openVideo, type Pictures, type ShownPicture } from './pictures'

export interface UseStageOptions {
  readonly canvas: Readonly<Ref<HTMLCanvasElement | null>>
  readonly session: ReviewSession
  readonly showsOverlay: () => boolean
}

/**
 * Shows the frame at the playhead with its landmarks in a canvas, while the calling scope lives. One
 * frame is in work and the newest wish waits. After a jump, the key frame before it comes first, with its
 * own landmarks, so that whoever drags sees something at once.
 */
export function useStage({ canvas, session, showsOverlay }: UseStageOptions) {
  /** Why there is no picture; null if there is one, or it is on its way. */
  const problem = shallowRef<string | null>(null)
  /** The place in the timeline that is on the canvas. */
  const shownPlace = shallowRef<number | null>(null)
  let pictures: Pictures | undefined
  let isBusy = false
  let isStale = false
  let isClosed = false
  const resizing = new ResizeObserver(request)

  watch(() => session.item.value?.entry.id, open, { immediate: true })
  watch([session.place, session.version, session.timeline, showsOverlay], request)
  watch(canvas, (element) => {
    resizing.disconnect()
    if (element) resizing.observe(element)
  })
  onScopeDispose(() => {
    isClosed = true
    resizing.disconnect()
    pictures?.close()
  })

  async function open(): Promise<void> {
    const { value: item } = session.item
    if (!item || pictures) return
    try {
      if (item.entry.path === null) throw new Error('This recording was made without a video.')
      const url = `/media/${item.entry.id}`
      const opened = await (item.entry.kind === 'photo' ? openPhoto(url) : openVideo(url))
      if (isClosed) opened.close()
      else pictures = opened
    } catch (error) {
      problem.value = (error as Error).message
    }
    request()
  }

  function request(): void {
    isStale = true
    if (!isBusy && !isClosed) void work()
  }

  async function work(): Promise<void> {
    isBusy = true
    while (isStale && !isClosed) {
      isStale = false
      await show(session.place.value).catch((error: unknown) => {
        problem.value = (error as Error).message
      })
    }
    isBusy = false
  }

  async function show(place: number): Promise<void> {
    if (session.count.value === 0) return
    if (pictures && isJump(place)) await showNear(place)
    // Something newer may be wanted by now, and there is no time to lose with this.
    if (isStale && Math.abs(session.place.value - place) > 1) return
    const timeS = (session.timeline.value.timesUs[place] ?? 0) / 1e6
    const [picture, landmarks] = await Promise.all([
      pictures?.at(timeS) ?? null,
      session.landmarksAt(place),
    ])
    draw(picture, landmarks)
    shownPlace.value = place
  }

  function isJump(place: number): boolean {
    const from = shownPlace.value
    return from === null || place < from || place > from + 30
  }

  async function showNear(place: number): Promise<void> {
    const picture = await pictures?.near((session.timeline.value.timesUs[place] ?? 0) / 1e6)
    if (!picture) return
    const near = session.placeOfTime(picture.timeS * 1e6 + 500)
    draw(picture, await session.landmarksAt(near))
    shownPlace.value = near
  }

  function draw(picture: ShownPicture | null, landmarks: FrameLandmarks | undefined): void {
    const { value: element } = canvas
    const context = element?.getContext('2d')
    const { value: item } = session.item
    if (!element || !context || !item) return
    const pixelRatio = window.devicePixelRatio
    const widthPx = Math.round(element.clientWidth * pixelRatio)
    const heightPx = Math.round(element.clientHeight * pixelRatio)
    if (widthPx === 0 || heightPx === 0) return
    if (element.width !== widthPx) element.width = widthPx
    if (element.height !== heightPx) element.height = heightPx
    context.clearRect(0, 0, widthPx, heightPx)
    const place = fitPicture(picture ?? item.entry.summary, { widthPx, heightPx })
    if (picture) drawPicture(context, picture.image, place)
    if (landmarks && showsOverlay())
      drawSkeletons(context, landmarks.parts, { picture: place, pixelRatio })
  }

  return { problem, shownPlace }
}
