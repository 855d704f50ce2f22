/** From about a megabyte on, Chromium's allocator asks the system anew each time. */
const mostBandBytes = 900_000
const bytesPerPx = 4

/**
 * A canvas as large as its host, in bands one below the other where there is no graphics card. There,
 * Chromium copies a canvas into other memory with each change, and memory fresh from the system is dear:
 * 10 ms for an overlay in one piece, 2 ms in bands.
 */
export class OverlayBands {
  readonly #host: HTMLElement
  readonly #isInBands: boolean
  #bands: readonly HTMLCanvasElement[] = []
  #widthPx = 0
  #heightPx = 0

  constructor(host: HTMLElement, isInBands: boolean) {
    this.#host = host
    this.#isInBands = isInBands
  }

  get size(): { readonly widthPx: number; readonly heightPx: number } {
    return { widthPx: this.#widthPx, heightPx: this.#heightPx }
  }

  /** Gives it the pixels of its place on screen; says whether it has any. */
  fit(): boolean {
    const widthPx = Math.round(this.#host.clientWidth * window.devicePixelRatio)
    const heightPx = Math.round(this.#host.clientHeight * window.devicePixelRatio)
    if (widthPx !== this.#widthPx || heightPx !== this.#heightPx) this.#build(widthPx, heightPx)
    return this.#bands.length > 0
  }

  /** Clears it and has it painted. `paint` is called for each band, as if that were all of it. */
  draw(paint: (context: CanvasRenderingContext2D) => void): void {
    let topPx = 0
    for (const band of this.#bands) {
      const context = band.getContext('2d')
      if (!context) continue
      context.setTransform(1, 0, 0, 1, 0, -topPx)
      context.clearRect(0, topPx, band.width, band.height)
      paint(context)
      topPx += band.height
    }
  }

  #build(widthPx: number, heightPx: number): void {
    this.#widthPx = widthPx
    this.#heightPx = heightPx
    const fitting = Math.max(1, Math.floor(mostBandBytes / (bytesPerPx * Math.max(1, widthPx))))
    const bandPx = this.#isInBands ? fitting : heightPx
    const count = widthPx > 0 && heightPx > 0 ? Math.ceil(heightPx / bandPx) : 0
    this.#bands = Array.from({ length: count }, (_, index) => {
      const topPx = index * bandPx
      return createBand(widthPx, topPx, Math.min(bandPx, heightPx - topPx))
    })
    this.#host.replaceChildren(...this.#bands)
  }
}

function createBand(widthPx: number, topPx: number, heightPx: number): HTMLCanvasElement {
  const band = document.createElement('canvas')
  band.width = widthPx
  band.height = heightPx
  const ratio = window.devicePixelRatio
  Object.assign(band.style, {
    ...{ position: 'absolute', left: '0', top: `${topPx / ratio}px` },
    ...{ width: `${widthPx / ratio}px`, height: `${heightPx / ratio}px` },
  })
  return band
}
