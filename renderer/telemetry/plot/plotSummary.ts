import { sizeText } from '../../quantities'
import { megabytesText } from '../wording'
import { t } from '../../locale'
import type { PlotContent, PlotCurve } from './plotContent'

/** What a plot shows, in words, for those who do not see it. */
export function plotSummary(title: string, content: PlotContent, limitTitle: string): string {
  const values = content.curves.flatMap((curve) => {
    const valueBytes = valueAt(curve, null)
    return valueBytes === null ? [] : [`${curve.title} ${sizeText(valueBytes)}`]
  })
  const limit =
    content.limitBytes === null ? [] : [`${limitTitle} ${megabytesText(content.limitBytes)}`]
  const all = [...values, ...limit].join(t('telemetry.memory.separator'))
  return t('telemetry.memory.summary', { title, values: all })
}

/** The value of a curve at a column; at the newest one if that is null. */
export function valueAt({ valuesBytes }: PlotCurve, column: number | null): number | null {
  return valuesBytes.at(column ?? -1) ?? null
}
