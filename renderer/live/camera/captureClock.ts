/** How fast the two clocks may drift apart before it is noticed: a hundred millionths. */
const driftMsPerMs = 1e-4

/**
 * When a frame was taken, by the page's clock. A camera's clock starts anywhere; the frame that
 * came fastest tells how the two clocks lie to each other. What every frame takes on its way from
 * the sensor to the page is not seen by anybody.
 */
export class CaptureClock {
  #offsetMs: number | undefined
  #lastArrivedMs = 0

  capturedMs({ timestampUs, arrivedMs }: { timestampUs: number; arrivedMs: number }): number {
    const offsetMs = arrivedMs - timestampUs / 1000
    const grownMs = (this.#offsetMs ?? Infinity) + (arrivedMs - this.#lastArrivedMs) * driftMsPerMs
    this.#offsetMs = Math.min(offsetMs, grownMs)
    this.#lastArrivedMs = arrivedMs
    return timestampUs / 1000 + this.#offsetMs
  }

  reset(): void {
    this.#offsetMs = undefined
  }
}
