// @ts-check

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {Record<string, string>} [dependencies]
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/**
 * The folders of all packages that reach the user: those the app loads at run time, and those
 * among the development packages whose code or data is built into it, with what they need.
 *
 * @param {Lockfile} lockfile
 * @param {readonly string[]} builtIn names of development packages
 * @returns {string[]} folders, relative to the project's
 */
export function shippedPackages({ packages }, builtIn) {
  const shipped = new Set(
    Object.entries(packages)
      .filter(([folder, { dev }]) => folder !== '' && dev !== true)
      .map(([folder]) => folder),
  )
  const queue = builtIn.map((name) => `node_modules/${name}`)
  for (const folder of queue) {
    if (shipped.has(folder)) continue
    shipped.add(folder)
    for (const name of Object.keys(packages[folder]?.dependencies ?? {})) {
      const found = resolveFrom(folder, name, packages)
      if (found !== undefined) queue.push(found)
    }
  }
  return [...shipped].sort()
}

/**
 * Finds a package as Node does: in the nearest node_modules, going outwards.
 *
 * @param {string} folder
 * @param {string} name
 * @param {Readonly<Record<string, LockedPackage>>} packages
 * @returns {string | undefined}
 */
function resolveFrom(folder, name, packages) {
  const candidate = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
  if (packages[candidate] !== undefined) return candidate
  if (folder === '') return undefined
  return resolveFrom(
    folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/'))),
    name,
    packages,
  )
}
