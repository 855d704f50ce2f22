/** A figure, what it came to, what was aimed at, and whether it was met. */
export type Row = readonly [figure: string, measured: string, target: string, verdict: string]

export function judged(figure: string, measured: string, target: string, isMet: boolean): Row {
  return [figure, measured, target, isMet ? 'met' : 'MISSED']
}

/** For those figures that have no target of their own. */
export function told(figure: string, measured: string): Row {
  return [figure, measured, '', '']
}

/** `+1.2 %` */
export function percent(share: number): string {
  return `${share < 0 ? '-' : '+'}${Math.abs(share * 100).toFixed(1)} %`
}

export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}
