import {
  BufferAttribute,
  BufferGeometry,
  Color,
  GridHelper,
  PerspectiveCamera,
  Points,
  PointsMaterial,
  Scene,
  Spherical,
  WebGLRenderer,
} from 'three'
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js'
import { LineMaterial } from 'three/examples/jsm/lines/LineMaterial.js'
import { LineSegments2 } from 'three/examples/jsm/lines/LineSegments2.js'
import { LineSegmentsGeometry } from 'three/examples/jsm/lines/LineSegmentsGeometry.js'
import { chainColour, landmarkColours } from '../../../common/drawing/landmarkColours'
import { topologies } from '../../../common/topologies'
import type { SpaceFigure } from './spaceFigures'

/** From where the scene is looked at: each is a direction from its middle. */
export const views = {
  front: [0, 0, 1],
  left: [1, 0, 0],
  top: [0, 1, 0.001],
} as const
export type ViewName = keyof typeof views

const lineWidthPx = 3
const dotPx = 7
const gridColour = 0x3a3f4a
/** How far the feet of a grown person are under the middle of the hips. */
const floorM = -0.9

/** Skeletons in space that one can turn. Draws only when something has changed. */
export class SpaceScene {
  readonly #renderer: WebGLRenderer
  readonly #scene = new Scene()
  readonly #camera = new PerspectiveCamera(35, 1, 0.01, 50)
  readonly #controls: OrbitControls
  readonly #lines = new LineSegments2(
    new LineSegmentsGeometry(),
    new LineMaterial({ linewidth: lineWidthPx, vertexColors: true }),
  )
  readonly #dots = new Points(
    new BufferGeometry(),
    new PointsMaterial({ size: dotPx, sizeAttenuation: false, vertexColors: true }),
  )
  readonly #distanceM: number
  #isWaiting = false

  /**
   * @param sizeM about how large what is shown is.
   * @throws Error where there is no WebGL.
   */
  constructor(canvas: HTMLCanvasElement, sizeM: number, hasFloor: boolean) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true })
    this.#distanceM = sizeM * 1.7
    this.#controls = new OrbitControls(this.#camera, canvas)
    this.#controls.addEventListener('change', () => this.#draw())
    // Buffers are filled anew with each frame, and three would look for their bounds each time.
    this.#lines.frustumCulled = this.#dots.frustumCulled = false
    this.#scene.add(this.#lines, this.#dots)
    if (hasFloor) {
      const floor = new GridHelper(4, 16, gridColour, gridColour)
      floor.position.y = floorM
      this.#scene.add(floor)
    }
    this.look('front')
  }

  look(view: ViewName): void {
    const [x, y, z] = views[view]
    this.#controls.target.set(0, 0, 0)
    this.#camera.position.set(x, y, z).multiplyScalar(this.#distanceM)
    this.#controls.update()
    this.#draw()
  }

  /**
   * Turns what is shown, and brings it nearer.
   *
   * @param rightRad how far its front goes to the right.
   * @param downRad how far its front goes down.
   * @param nearer its new size for each one of now.
   */
  turn(rightRad: number, downRad: number, nearer = 1): void {
    const { target } = this.#controls
    const eye = new Spherical().setFromVector3(this.#camera.position.clone().sub(target))
    eye.set(eye.radius / nearer, eye.phi - downRad, eye.theta - rightRad).makeSafe()
    this.#camera.position.setFromSpherical(eye).add(target)
    this.#controls.update()
    this.#draw()
  }

  show(figures: readonly SpaceFigure[]): void {
    const lines = new Buffers()
    const dots = new Buffers()
    for (const { part, points } of figures) {
      for (const { name, landmarks } of topologies[part.topology].chains) {
        const colour = chainColour(part.topology, name)
        for (let step = 1; step < landmarks.length; step += 1) {
          const [from, to] = [points[landmarks[step - 1]!], points[landmarks[step]!]]
          if (!from || !to) continue
          lines.add(from, colour)
          lines.add(to, colour)
        }
      }
      const colours = landmarkColours(part.topology)
      for (const [index, point] of points.entries()) if (point) dots.add(point, colours[index]!)
    }
    this.#lines.visible = lines.positions.length > 0
    this.#lines.geometry.dispose()
    this.#lines.geometry = new LineSegmentsGeometry()
    if (this.#lines.visible) {
      this.#lines.geometry.setPositions(lines.positions).setColors(lines.colours)
    }
    this.#dots.geometry.dispose()
    this.#dots.geometry = new BufferGeometry()
      .setAttribute('position', new BufferAttribute(Float32Array.from(dots.positions), 3))
      .setAttribute('color', new BufferAttribute(Float32Array.from(dots.colours), 3))
    this.#draw()
  }

  resize(widthPx: number, heightPx: number, pixelRatio: number): void {
    if (widthPx === 0 || heightPx === 0) return
    this.#renderer.setPixelRatio(pixelRatio)
    this.#renderer.setSize(widthPx, heightPx, false)
    this.#camera.aspect = widthPx / heightPx
    this.#camera.updateProjectionMatrix()
    this.#draw()
  }

  close(): void {
    this.#controls.dispose()
    for (const { geometry, material } of [this.#lines, this.#dots]) {
      geometry.dispose()
      material.dispose()
    }
    this.#renderer.dispose()
  }

  /** Once for all that changes before the next frame of the display. */
  #draw(): void {
    if (this.#isWaiting) return
    this.#isWaiting = true
    requestAnimationFrame(() => {
      this.#isWaiting = false
      this.#renderer.render(this.#scene, this.#camera)
    })
  }
}

class Buffers {
  readonly positions: number[] = []
  readonly colours: number[] = []
  readonly #colour = new Color()

  add(point: readonly number[], colour: string): void {
    this.positions.push(...point)
    this.colours.push(...this.#colour.setStyle(colour).toArray())
  }
}
