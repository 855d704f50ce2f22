import { toWireError, type WireError } from '../../../common/errors'
import type { FrameLandmarks } from '../../../common/landmarks'
import type { Delegate, Smoothing } from '../../../common/live'
import type { TrackingOptions } from '../../../common/tasks'
import type { CameraFrame } from '../camera/cameraFrame'
import { t } from '../../locale'
import { NewestWaits } from './newestWaits'
import { loadTrackerFiles } from './trackerFiles'
import { keepSpareTrackerWorker, takeTrackerWorker } from './trackerWorkers'
import type { TrackedPicture, TrackerEvent, TrackerRequest } from './trackerProtocol'

/** A frame with what was found in it. Whoever takes it closes the frame. */
export interface TrackedFrame {
  readonly frame: CameraFrame
  readonly landmarks: FrameLandmarks
  readonly inferenceMs: number
}

export interface TrackerListener {
  onReady(): void
  onTracked(tracked: TrackedFrame): void
  /** Nothing more will come of this tracker. */
  onFailed(error: WireError): void
}

/** The page's end of one tracker: a Web Worker with one model on one delegate. */
export class TrackerClient {
  readonly delegate: Delegate
  readonly #worker = takeTrackerWorker()
  readonly #line: NewestWaits<CameraFrame>
  readonly #listener: TrackerListener
  #smoothing: Smoothing = 'off'
  /** Memory that goes to the worker with each frame and comes back with its landmarks. */
  #spare: TrackedPicture['pixels'] | undefined
  /** The frame that the worker has now. */
  #inWork: CameraFrame | undefined
  #isClosed = false
  #lastTimestampUs = -Infinity
  /** From one frame of the camera to the next. */
  #frameIntervalMs = Infinity

  /** Starts loading the model at once. */
  constructor(options: TrackingOptions, delegate: Delegate, listener: TrackerListener) {
    this.delegate = delegate
    this.#listener = listener
    this.#line = new NewestWaits({
      handOver: (frame) => this.#track(frame),
      drop: (frame) => frame.close(),
      isStale: ({ arrivedMs }) => performance.now() - arrivedMs > this.#frameIntervalMs / 2,
    })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<TrackerEvent>) =>
      this.#handle(data),
    )
    this.#worker.addEventListener('error', ({ message }) =>
      this.#fail({ name: 'WorkerError', message: t('live.tracker.ended', { reason: message }) }),
    )
    void this.#open(structuredClone(options))
  }

  /** Frames that came while another was being tracked and a newer one took their place. */
  get dropped(): number {
    return this.#line.dropped
  }

  /** Tracks the frame, if no newer one comes before the tracker is free. Takes a share of it. */
  offer(frame: CameraFrame, smoothing: Smoothing): void {
    if (this.#isClosed) return
    this.#smoothing = smoothing
    this.#frameIntervalMs = (frame.timestampUs - this.#lastTimestampUs) / 1000
    this.#lastTimestampUs = frame.timestampUs
    this.#line.offer(frame.share())
  }

  /** Ends the worker, whatever it is doing, and with it all memory of its model. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#worker.terminate()
    this.#line.close()
    this.#inWork?.close()
    this.#inWork = undefined
  }

  async #open(options: TrackingOptions): Promise<void> {
    try {
      const files = await loadTrackerFiles(options)
      if (!this.#isClosed) this.#post({ kind: 'open', options, delegate: this.delegate, files })
    } catch (error) {
      this.#fail(toWireError(error))
    }
  }

  #track(frame: CameraFrame): void {
    this.#inWork = frame
    const { widthPx, heightPx, timestampUs, index } = frame
    const pixels = this.#copyForWorker(frame)
    const smoothing = this.#smoothing
    const picture = { widthPx, heightPx, pixels }
    this.#post({ kind: 'track', picture, frame: index, timestampUs, smoothing }, [pixels.buffer])
  }

  /** The page goes on showing the frame, so the worker gets pixels of its own. */
  #copyForWorker({ pixels }: CameraFrame): TrackedPicture['pixels'] {
    const copy = this.#spare?.length === pixels.length ? this.#spare : pixels.slice()
    this.#spare = undefined
    copy.set(pixels)
    return copy
  }

  #handle(event: TrackerEvent): void {
    // What was on its way when it was closed.
    if (this.#isClosed) return
    switch (event.kind) {
      case 'ready':
        keepSpareTrackerWorker()
        this.#line.done()
        return this.#listener.onReady()
      case 'tracked':
        return this.#tracked(event)
      case 'failed':
        return this.#fail(event.error)
      case 'graphics-lost':
        return this.#fail({ name: 'GraphicsLost', message: t('live.tracker.graphicsLost') })
    }
  }

  #tracked(event: Extract<TrackerEvent, { kind: 'tracked' }>): void {
    const { landmarks, inferenceMs, pixels } = event
    this.#spare = pixels
    const frame = this.#inWork
    this.#inWork = undefined
    // First the next frame, so that the worker is not kept waiting by what the page draws.
    this.#line.done()
    if (frame) this.#listener.onTracked({ frame, landmarks, inferenceMs })
  }

  #fail(error: WireError): void {
    if (this.#isClosed) return
    this.close()
    this.#listener.onFailed(error)
  }

  #post(request: TrackerRequest, transfer: Transferable[] = []): void {
    this.#worker.postMessage(request, transfer)
  }
}
