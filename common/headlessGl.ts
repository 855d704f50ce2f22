/*
 * The few WebGL 2 calls with which MediaPipe's CPU graph moves a picture into its own memory: one
 * upload into a texture, one read back through a framebuffer. Nothing is drawn here, and a call
 * that is not listed throws with its name, so that a MediaPipe update cannot fail silently.
 */

/** RGBA pixels as ImageData has them: 8 bits a channel, rows from the top. */
interface PixelSource {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray | Uint8Array
}

/** A canvas that has no pixels of its own, only a WebGL 2 context. */
export interface HeadlessCanvas {
  width: number
  height: number
  getContext(kind: string): object | null
  /** Size of the WebAssembly memory into which pictures go; null before the first one. */
  readonly heapBytes: number | null
}

/** The canvas to give to a MediaPipe task that runs on the CPU where there is no display. */
export function createHeadlessCanvas(): HeadlessCanvas {
  const canvas: HeadlessCanvas = {
    width: 1,
    height: 1,
    getContext: (kind) => contexts[kind] ?? null,
    get heapBytes() {
      return gl.heapBytes
    },
  }
  const gl = new HeadlessGl(canvas)
  const contexts: Record<string, object> = { webgl2: closedOver(gl) }
  return canvas
}

class Texture {
  source: PixelSource | null = null
}

class Framebuffer {
  texture: Texture | null = null
}

// Numbers of the WebGL 2 specification.
const constants = {
  TEXTURE_2D: 0x0de1,
  TEXTURE0: 0x84c0,
  RGBA: 0x1908,
  UNSIGNED_BYTE: 0x1401,
  FRAMEBUFFER: 0x8d40,
  NO_ERROR: 0,
} as const

/** What MediaPipe asks when it opens a context, by the specification's number. */
const parameters = new Map<number, string | number>([
  [0x8869, 16], // MAX_VERTEX_ATTRIBS
  [0x1f00, 'headless'], // VENDOR
  [0x1f01, 'headless'], // RENDERER
  [0x1f02, 'WebGL 2.0 (headless)'], // VERSION
])

// Not `#` but `private`: the methods are called on the proxy below, which has no `#` fields.
class HeadlessGl {
  private boundTexture: Texture | null = null
  private boundFramebuffer: Framebuffer | null = null
  heapBytes: number | null = null
  readonly canvas: HeadlessCanvas

  constructor(canvas: HeadlessCanvas) {
    this.canvas = canvas
  }

  createTexture(): Texture {
    return new Texture()
  }

  deleteTexture(texture: Texture | null): void {
    if (this.boundTexture === texture) this.boundTexture = null
  }

  bindTexture(target: number, texture: Texture | null): void {
    expectEqual('bindTexture', target, constants.TEXTURE_2D)
    this.boundTexture = texture
  }

  activeTexture(unit: number): void {
    expectEqual('activeTexture', unit, constants.TEXTURE0)
  }

  texParameteri(): void {
    // Filters and wrapping matter to drawing alone.
  }

  /** Keeps the source instead of a copy: MediaPipe reads it back before its call returns. */
  texImage2D(...args: readonly unknown[]): void {
    const [target, , internalFormat, format, type, source] = args
    expectEqual('texImage2D', args.length, 6)
    expectEqual('texImage2D', target, constants.TEXTURE_2D)
    expectEqual('texImage2D', internalFormat, constants.RGBA)
    expectEqual('texImage2D', format, constants.RGBA)
    expectEqual('texImage2D', type, constants.UNSIGNED_BYTE)
    if (!this.boundTexture) throw new Error('WebGL texImage2D: no texture is bound')
    this.boundTexture.source = source as PixelSource
  }

  createFramebuffer(): Framebuffer {
    return new Framebuffer()
  }

  deleteFramebuffer(framebuffer: Framebuffer | null): void {
    if (this.boundFramebuffer === framebuffer) this.boundFramebuffer = null
  }

  bindFramebuffer(_target: number, framebuffer: Framebuffer | null): void {
    this.boundFramebuffer = framebuffer
  }

  framebufferTexture2D(
    _target: number,
    _attachment: number,
    _textureTarget: number,
    texture: Texture | null,
  ): void {
    if (!this.boundFramebuffer) throw new Error('WebGL framebufferTexture2D: no framebuffer bound')
    this.boundFramebuffer.texture = texture
  }

  /** Copies the whole picture behind the bound framebuffer to `heap` from element `offset` on. */
  readPixels(
    x: number,
    y: number,
    width: number,
    height: number,
    format: number,
    type: number,
    heap: Uint8Array,
    offset: number,
  ): void {
    const source = this.boundFramebuffer?.texture?.source
    if (!source) throw new Error('WebGL readPixels: no picture behind the framebuffer')
    expectEqual('readPixels', format, constants.RGBA)
    expectEqual('readPixels', type, constants.UNSIGNED_BYTE)
    expectEqual(
      'readPixels',
      `${x},${y} ${width}x${height}`,
      `0,0 ${source.width}x${source.height}`,
    )
    heap.set(source.data, offset)
    this.heapBytes = heap.buffer.byteLength
  }

  fenceSync(): object {
    return {}
  }

  deleteSync(): void {
    // Every call here is finished when it returns: there is nothing to wait for or to free.
  }

  getParameter(name: number): string | number {
    const value = parameters.get(name)
    if (value === undefined)
      throw new Error(`WebGL getParameter: 0x${name.toString(16)} is unknown`)
    return value
  }

  getExtension(): null {
    return null
  }

  getSupportedExtensions(): readonly string[] {
    return []
  }

  getContextAttributes(): object {
    return {}
  }

  getError(): number {
    return constants.NO_ERROR
  }
}

Object.assign(HeadlessGl.prototype, constants)

/** The context, but a call that it does not know throws with its name. */
function closedOver(gl: HeadlessGl): object {
  return new Proxy(gl, {
    get: (gl, name): unknown => (name in gl ? Reflect.get(gl, name) : missing(name)),
  })
}

/** The WASM glue keeps notes such as `currentPixelPackBufferBinding` on the context. */
const gluePropertyPattern = /^current[A-Z]|Ext$/

function missing(name: string | symbol): unknown {
  if (typeof name === 'symbol' || gluePropertyPattern.test(name)) return undefined
  return () => {
    throw new Error(`WebGL ${name} is not part of the headless surface`)
  }
}

function expectEqual(call: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) {
    throw new Error(
      `WebGL ${call}: ${String(actual)} where the surface expects ${String(expected)}`,
    )
  }
}
