import { expect, it } from 'vitest'
import { createHeadlessCanvas } from '../../common/headlessGl'

/** The context as MediaPipe's glue sees it: anything may be read or called. */
function openContext() {
  return createHeadlessCanvas().getContext('webgl2') as Record<string, unknown> &
    Record<string, (...args: readonly unknown[]) => unknown>
}

function uploadAndAttach(source: object) {
  const gl = openContext()
  gl.bindTexture!(gl.TEXTURE_2D, gl.createTexture!())
  gl.texImage2D!(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source)
  const texture = gl.createTexture!()
  gl.bindTexture!(gl.TEXTURE_2D, texture)
  gl.texImage2D!(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source)
  gl.bindFramebuffer!(gl.FRAMEBUFFER, gl.createFramebuffer!())
  gl.framebufferTexture2D!(gl.FRAMEBUFFER, 0x8ce0, gl.TEXTURE_2D, texture, 0)
  return gl
}

const picture = { width: 2, height: 1, data: new Uint8ClampedArray([1, 2, 3, 4, 5, 6, 7, 8]) }

it('a picture that was uploaded is read back at an offset, unchanged', () => {
  const gl = uploadAndAttach(picture)
  const heap = new Uint8Array(12)
  gl.readPixels!(0, 0, 2, 1, gl.RGBA, gl.UNSIGNED_BYTE, heap, 3)
  expect([...heap]).toEqual([0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0])
})

it('another context than WebGL 2 is not to be had', () => {
  expect(createHeadlessCanvas().getContext('2d')).toBeNull()
})

it('a call that the surface does not have throws with its name', () => {
  const gl = openContext()
  expect(() => gl.drawArrays!(4, 0, 3)).toThrow('WebGL drawArrays is not part of')
})

it('a call that is used in another way than expected throws with its name', () => {
  const gl = uploadAndAttach(picture)
  const float = 0x1406
  expect(() => gl.texImage2D!(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, float, picture)).toThrow(
    'WebGL texImage2D',
  )
  const heap = new Uint8Array(8)
  expect(() => gl.readPixels!(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, heap, 0)).toThrow(
    'WebGL readPixels',
  )
  expect(() => gl.getParameter!(0x0d33)).toThrow('WebGL getParameter')
})

it('reading back without a picture throws', () => {
  const gl = openContext()
  const heap = new Uint8Array(8)
  expect(() => gl.readPixels!(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, heap, 0)).toThrow(
    'no picture behind the framebuffer',
  )
})

it('notes of the WebAssembly glue read as undefined until they are set', () => {
  const gl = openContext()
  expect(gl.currentPixelPackBufferBinding).toBeUndefined()
  Object.assign(gl, { currentPixelPackBufferBinding: 7 })
  expect(gl.currentPixelPackBufferBinding).toBe(7)
})
