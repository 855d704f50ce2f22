// @ts-check
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { StepError } from '../step.mjs'

/** SPDX names of the licences whose work may be part of a GPL-3.0-or-later program. */
const COMPATIBLE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'GPL-3.0-or-later',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Unlicense',
  'Zlib',
])

const TEXTS = new URL('texts/', import.meta.url)
const LICENCE_FILE = /^(licen[cs]e|copying|unlicense|notice)/i
const README_SECTION = /^#+\s*licen[cs]e\s*$([\s\S]*?)(?=^#|$(?![\s\S]))/im
const SHORTEST_LICENCE_CHARACTERS = 400

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {string} [license]
 * @property {string | { name?: string }} [author]
 * @property {string | { url?: string }} [repository]
 */

/**
 * Whether work under a licence, given as an SPDX expression, may be part of the app.
 *
 * @param {string} expression for example `(MIT OR CC0-1.0)`
 */
export function isCompatible(expression) {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => COMPATIBLE.has(name.trim())))
}

/**
 * The licence that a package declares; fails if it has none, or one that our own does not allow.
 *
 * @param {Manifest} manifest
 */
export function licenceOf({ name, version, license: licence }) {
  if (licence === undefined) {
    throw new StepError(`The package ${name} ${version} names no licence.`, 'Take the package out.')
  }
  if (!isCompatible(licence)) {
    throw new StepError(
      `The package ${name} ${version} is under ${licence}, which is not known to be compatible ` +
        'with GPL-3.0-or-later.',
      'Take the package out; or, if the licence is compatible, add it to the list in ' +
        'scripts/notices/licences.mjs.',
    )
  }
  return licence
}

/**
 * The text of a package's licence: from its licence files, else from its readme, else the standard
 * text under the author's name.
 *
 * @param {string} folder
 * @param {Manifest} manifest
 * @param {string} licence
 */
export async function licenceText(folder, manifest, licence) {
  const names = (await readdir(folder)).sort()
  const files = names.filter((name) => LICENCE_FILE.test(name))
  if (files.length > 0) {
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
    return texts.map((text) => text.trim()).join('\n\n')
  }
  const readme = names.find((name) => /^readme/i.test(name))
  const section =
    readme === undefined
      ? undefined
      : README_SECTION.exec(await readFile(join(folder, readme), 'utf8'))?.[1]?.trim()
  if (section !== undefined && section.length >= SHORTEST_LICENCE_CHARACTERS) return section
  return `${copyrightLine(manifest)}\n\n${await standardText(licence, manifest.name)}`
}

/**
 * @param {string} licence an SPDX name
 * @param {string} owner
 */
export async function standardText(licence, owner) {
  try {
    return (await readFile(new URL(`${licence}.txt`, TEXTS), 'utf8')).trim()
  } catch (cause) {
    throw new StepError(
      `No text of the licence ${licence} was found for ${owner}.`,
      `Put the standard text into scripts/notices/texts/${licence}.txt.`,
      { cause },
    )
  }
}

/** @param {Manifest} manifest */
function copyrightLine({ name, author, repository }) {
  const owner = (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`
  const source = typeof repository === 'string' ? repository : repository?.url
  return source === undefined ? `Copyright (c) ${owner}` : `Copyright (c) ${owner}, ${source}`
}
