/** A cell of a CSV after RFC 4180: in quotes where it has to be. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A line of a CSV with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** A number with as many digits as a 32-bit float has; nothing where it is unknown. */
export function csvNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(7))) : ''
}

/** A time in seconds as a decimal without an exponent: `0.04`, `12.0`. */
export function csvSeconds(timestampUs: number): string {
  return (timestampUs / 1e6).toFixed(6).replace(/(\.\d+?)0+$/, '$1')
}
