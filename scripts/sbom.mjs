// @ts-check
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reasonOf, runNpm } from './command.mjs'
import { innerParts } from './notices/innerParts.mjs'
import { packagesHere } from './notices/shippedPackages.mjs'
import { StepError } from './step.mjs'

/**
 * As far as we read it.
 *
 * @typedef {object} Component
 * @property {string} [bom-ref]
 * @property {string} name
 * @property {string} [version]
 * @property {readonly object[]} [licenses]
 * @property {readonly Component[]} [components] what lies inside of it
 * @typedef {object} Bom
 * @property {string} [serialNumber]
 * @property {{ timestamp?: string, component: Component }} metadata
 * @property {Component[]} components
 * @property {{ ref: string, dependsOn: string[] }[]} dependencies
 */

/**
 * The bill of materials of this system's app, in CycloneDX: what npm knows of the packages that
 * ship, and what lies inside them. The same packages always give the same text.
 *
 * @param {string} root
 */
export async function billOfMaterials(root) {
  const [{ serialNumber, metadata, components, dependencies, ...bom }, shipped, inner] =
    await Promise.all([readNpmsBom(root), refsOfShipped(root), innerComponents()])
  const app = { ...metadata.component, name: 'landmark-studio' }
  const refs = new Set([...shipped, app['bom-ref']])
  return {
    ...bom,
    metadata: { ...metadata, timestamp: undefined, component: app },
    components: [...components.filter((each) => shipped.has(each['bom-ref'] ?? '')), ...inner],
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({
        ref,
        dependsOn: dependsOn.filter((each) => refs.has(each)),
      })),
  }
}

/**
 * Of everything in node_modules.
 *
 * @param {string} root
 * @returns {Promise<Bom>}
 */
async function readNpmsBom(root) {
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--loglevel=silent']
  const result = await runNpm(args, { cwd: root, keptCharacters: Infinity })
  if (result.exitCode === 0) return JSON.parse(result.output)
  throw new StepError(
    `npm could not list what the app is made of: ${reasonOf(result)}.`,
    'Run "npm ci" to get every package whole; "npm sbom" needs npm 10 or newer.',
  )
}

/** @param {string} root */
async function refsOfShipped(root) {
  const { shipped } = await packagesHere(root)
  const manifests = await Promise.all(
    shipped.map((folder) => readFile(join(root, folder, 'package.json'), 'utf8')),
  )
  return new Set(
    manifests.map((text) => {
      /** @type {{ name: string, version: string }} */
      const { name, version } = JSON.parse(text)
      return `${name}@${version}`
    }),
  )
}

/** @returns {Promise<Component[]>} */
async function innerComponents() {
  return (await innerParts()).map(({ name, version, licence, contains }) => ({
    type: 'library',
    'bom-ref': name,
    name,
    version,
    licenses: [{ license: { id: licence } }],
    components: contains.map((part) => ({ type: 'library', name: part })),
  }))
}
