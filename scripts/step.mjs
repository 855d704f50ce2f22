// @ts-check

/**
 * What a step did: one line, whether anything had to be done at all, and what it could not do
 * itself and leaves to the person.
 *
 * @typedef {{ summary: string, changed: boolean, leftToDo?: string }} Outcome
 * @typedef {(line: string) => void} Note says what a slow step is about to do
 * @typedef {(root: string, note: Note) => Promise<Outcome>} RunStep
 */

/**
 * A step is loaded only when its turn comes: the packages it imports may be installed by then only.
 *
 * @typedef {{ name: string, load: () => Promise<{ run: RunStep }> }} Step
 */

/** A failure that a person can mend: what went wrong, with which file, and what to do about it. */
export class StepError extends Error {
  /**
   * @param {string} reason
   * @param {string} remedy
   * @param {ErrorOptions} [options]
   */
  constructor(reason, remedy, options) {
    super(reason, options)
    this.name = 'StepError'
    this.remedy = remedy
  }
}

const NAME_COLUMNS = 20

/**
 * Runs the steps one after the other and prints a line for each.
 *
 * @param {readonly Step[]} steps
 * @param {string} root the project's folder
 * @param {(line: string) => void} print
 * @returns {Promise<boolean>} whether everything is ready
 */
export async function runSteps(steps, root, print) {
  /** @type {string[]} */
  const leftToDo = []
  for (const { name, load } of steps) {
    const startMs = performance.now()
    try {
      const step = await load()
      const outcome = await step.run(root, (line) => print(`    ${line}`))
      const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
      const mark = outcome.leftToDo !== undefined ? '!' : outcome.changed ? '+' : '='
      print(`  ${mark} ${name.padEnd(NAME_COLUMNS)} ${outcome.summary} (${seconds} s)`)
      if (outcome.leftToDo !== undefined) leftToDo.push(outcome.leftToDo)
    } catch (error) {
      const { reason, remedy } = explained(error)
      print(`  x ${name.padEnd(NAME_COLUMNS)} failed`)
      print(`\nSet-up stopped at the step "${name}".`)
      print(`  Reason:  ${reason}`)
      print(`  Remedy:  ${remedy}`)
      return false
    }
  }
  for (const line of leftToDo) print(`\nLeft to do: ${line}`)
  return leftToDo.length === 0
}

/**
 * @param {unknown} error
 * @returns {{ reason: string, remedy: string }}
 */
function explained(error) {
  if (error instanceof StepError) return { reason: error.message, remedy: error.remedy }
  const reason = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return { reason, remedy: 'Run "npm ci" to get every package whole, then run set-up again.' }
  }
  return { reason, remedy: 'Run set-up again; if it fails again, report it with this reason.' }
}
