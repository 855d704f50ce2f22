const formula = /^'*[=+\-@\t\r]/
const defusedFormula = /^'+[=+\-@\t\r]/

/**
 * Puts an apostrophe before text that a spreadsheet would run as a formula, or that looks as if
 * this had been done to it already: so `restoreFormula` gives back every text exactly.
 */
export function defuseFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** Undoes `defuseFormula`. */
export function restoreFormula(text: string): string {
  return defusedFormula.test(text) ? text.slice(1) : text
}
