import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { FrameLandmarks } from '../../../common/landmarks'
import { drawPicture } from '../../../common/drawing/picture'
import { drawSkeletons } from '../../../common/drawing/skeleton'
import { fitPicture } from '../../../common/drawing/spaces'
import type { ReviewSession } from '../useReviewSession'
import { say, t } from '../../locale'
import { KeyPictures } from './keyPictures/keyPictures'
import { newestOnly } from './newestOnly'
import { openPhoto, openVideo, type Pictures, type ShownPicture } from './pictures'

export interface UseStageOptions {
  readonly canvas: Readonly<Ref<HTMLCanvasElement | null>>
  readonly session: ReviewSession
  readonly showsOverlay: () => boolean
}

/** Up to here from what is shown, whoever steps or plays waits for the very frame. */
const nearPlaces = 30
/** Whoever drags is not held up by the very frames of places that are passed. */
const settleMs = 60

/**
 * Shows the frame at the playhead with its landmarks in a canvas, while the calling scope lives. After a
 * jump, a picture from nearby comes first, with its own landmarks, so that whoever drags sees where they
 * are at once. Of both, one is in work and the newest wish waits.
 */
export function useStage({ canvas, session, showsOverlay }: UseStageOptions) {
  /** Why there is no picture; null if there is one, or it is on its way. */
  const problem = shallowRef<string | null>(null)
  /** The place in the timeline that is on the canvas. */
  const shownPlace = shallowRef<number | null>(null)
  /** How many small pictures there are to jump to. */
  const keyPictureCount = shallowRef(0)
  let pictures: Pictures | undefined
  let keyPictures: KeyPictures | undefined
  let isClosed = false
  const requestNear = newestOnly(() => trying(showNear))
  const requestExact = newestOnly(() => trying(showExact))
  const resizing = new ResizeObserver(requestExact)

  watch(() => session.item.value?.entry.id, open, { immediate: true })
  watch([session.place, session.version, session.timeline, showsOverlay], request)
  watch(session.version, () => keyPictures?.forgetLandmarks(), { flush: 'sync' })
  watch(canvas, (element) => {
    resizing.disconnect()
    if (element) resizing.observe(element)
  })
  onScopeDispose(() => {
    isClosed = true
    resizing.disconnect()
    pictures?.close()
    keyPictures?.close()
  })

  async function open(): Promise<void> {
    const { value: item } = session.item
    if (!item || pictures) return
    try {
      if (item.entry.path === null) throw new Error(t('review.picture.noVideo'))
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
    keyPictures?.hold()
    requestNear()
    requestExact()
  }

  async function trying(work: () => Promise<void>): Promise<void> {
    if (isClosed || session.count.value === 0) return
    await work().catch((error: unknown) => {
      problem.value = (error as Error).message
    })
  }

  async function showNear(): Promise<void> {
    const { value: place } = session.place
    if (!isJump(place)) return
    const near = (await keyPictures?.near(timeOf(place))) ?? (await decodeNear(place))
    // The very frame may have been quicker.
    if (!near || shownPlace.value === session.place.value) return
    draw(near.picture, near.landmarks)
    shownPlace.value = placeOf(near.picture.timeS)
  }

  async function decodeNear(place: number) {
    const picture = await pictures?.near(timeOf(place))
    if (!picture) return undefined
    return { picture, landmarks: await session.landmarksAt(placeOf(picture.timeS)) }
  }

  async function showExact(): Promise<void> {
    const { value: place } = session.place
    if (isJump(place) && shownPlace.value !== null) await sleep(settleMs)
    // Then it is asked for already.
    if (session.place.value !== place) return
    const [picture, landmarks] = await Promise.all([
      pictures?.at(timeOf(place)) ?? null,
      session.landmarksAt(place),
    ])
    const isPassed = Math.abs(session.place.value - place) > nearPlaces
    if (isPassed) return
    draw(picture, landmarks)
    shownPlace.value = place
    if (session.place.value === place) makeKeyPictures()
  }

  /** Once somebody rests at a frame of a video, small pictures of all of it are made. */
  function makeKeyPictures(): void {
    const { value: item } = session.item
    if (!pictures || isClosed || !item || item.entry.kind === 'photo') return
    keyPictures ??= new KeyPictures({
      url: `/media/${item.entry.id}`,
      durationS: timeOf(session.count.value - 1),
      readLandmarks: (timeS) => session.readLandmarks(placeOf(timeS)),
      onMade: (count) => (keyPictureCount.value = count),
    })
    keyPictures.goOn()
  }

  function isJump(place: number): boolean {
    return shownPlace.value === null || Math.abs(place - shownPlace.value) > nearPlaces
  }

  /** Of a frame of the video. */
  function placeOf(timeS: number): number {
    return session.placeOfTime(timeS * 1e6 + 500)
  }

  function timeOf(place: number): number {
    return (session.timeline.value.timesUs[place] ?? 0) / 1e6
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
      drawSkeletons(context, landmarks.parts, { picture: place, pixelRatio, say })
  }

  return { problem, shownPlace, keyPictureCount }
}

function sleep(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, forMs))
}
