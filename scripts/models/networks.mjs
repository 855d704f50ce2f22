// @ts-check
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const PACKED_ASSETS = 'holistic_solution_packed_assets'

/**
 * Reads single networks out of the package `@mediapipe/holistic`: most lie one behind the other in
 * one packed file, whose table of contents is JSON inside the package's loader script.
 *
 * @param {string} packageFolder
 * @returns {Promise<(fileName: string) => Promise<Uint8Array>>} reads the named file
 */
export async function openNetworks(packageFolder) {
  const loader = await readFile(join(packageFolder, `${PACKED_ASSETS}_loader.js`), 'utf8')
  const places = placesOfPackedFiles(loader)
  return async (fileName) => {
    const place = places.get(fileName)
    if (place === undefined) return readFile(join(packageFolder, fileName))
    return readPart(join(packageFolder, `${PACKED_ASSETS}.data`), place)
  }
}

/**
 * @typedef {{ start: number, end: number }} Place byte positions, the end excluded
 * @param {string} loader the text of the loader script
 * @returns {Map<string, Place>}
 */
function placesOfPackedFiles(loader) {
  const list = /"files": (\[[^\]]*\])/.exec(loader)?.[1]
  if (list === undefined) throw new Error('The list of packed files was not found')
  /** @type {readonly (Place & { filename: string })[]} */
  const files = JSON.parse(list)
  return new Map(
    files.map(({ filename, start, end }) => [
      filename.slice(filename.lastIndexOf('/') + 1),
      { start, end },
    ]),
  )
}

/**
 * @param {string} file
 * @param {Place} place
 */
async function readPart(file, { start, end }) {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(new Uint8Array(end - start), 0, end - start, start)
    return buffer
  } finally {
    await handle.close()
  }
}
