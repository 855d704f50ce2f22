// @ts-check
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { IconIcns, IconIco } from '@shockpkg/icon-encoder'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Renders build/icon.svg into the files that packaging and the window want. */
const folder = fileURLToPath(new URL('../build', import.meta.url))

const PNG_SIZES_PX = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const ICO_SIZES_PX = [16, 24, 32, 48, 64, 128, 256]
/** Width of the rounded square, as a share of the drawing's. */
const PLATE_SHARE = 824 / 1024
/** Up to here the fine lines of the large drawing would blur. */
const LARGEST_SMALL_PX = 32

/** The kinds of pictures in an .icns, by their width in pixels: those of 2x displays too. */
const ICNS_KINDS = /** @type {const} */ ([
  [16, 'ic04'],
  [32, 'ic05'],
  [32, 'ic11'],
  [64, 'ic12'],
  [128, 'ic07'],
  [256, 'ic13'],
  [256, 'ic08'],
  [512, 'ic14'],
  [512, 'ic09'],
  [1024, 'ic10'],
])

const drawings = {
  large: await readDrawing('icon.svg'),
  small: await readDrawing('icon-small.svg'),
}

await mkdir(join(folder, 'icons'), { recursive: true })
for (const sizePx of PNG_SIZES_PX) {
  await writeFile(join(folder, `icons/${sizePx}x${sizePx}.png`), render(sizePx, 'filled'))
}
await writeFile(join(folder, 'icon.png'), render(1024, 'filled'))

const ico = new IconIco()
for (const sizePx of ICO_SIZES_PX) await ico.addFromPng(render(sizePx, 'filled'))
await writeFile(join(folder, 'icon.ico'), ico.encode())

const icns = new IconIcns()
for (const [sizePx, kind] of ICNS_KINDS) await icns.addFromPng(render(sizePx, 'inset'), [kind])
await writeFile(join(folder, 'icon.icns'), icns.encode())

/** @param {string} name */
async function readDrawing(name) {
  return loadImage(await readFile(join(folder, name)))
}

/**
 * The icon as PNG. macOS wants a margin around it, the others want it to fill its square.
 *
 * @param {number} sizePx
 * @param {'inset' | 'filled'} placing
 */
function render(sizePx, placing) {
  const drawing = sizePx <= LARGEST_SMALL_PX ? drawings.small : drawings.large
  const canvas = createCanvas(sizePx, sizePx)
  const context = canvas.getContext('2d')
  const shownPart = placing === 'inset' ? 1 : PLATE_SHARE
  const drawnPx = sizePx / shownPart
  const edgePx = (sizePx - drawnPx) / 2
  // Scaling a picture of the drawing down would leave steps at its edges: it is drawn anew.
  drawing.width = drawing.height = drawnPx
  context.drawImage(drawing, edgePx, edgePx, drawnPx, drawnPx)
  return canvas.toBuffer('image/png')
}
