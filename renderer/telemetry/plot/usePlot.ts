import UPlot from 'uplot'
import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { PlotContent } from './plotContent'
import { plotData, plotOptions } from './plotOptions'
import type { PlotColours } from './usePlotColours'

export interface UsePlotOptions {
  readonly host: Readonly<ShallowRef<HTMLElement | null>>
  readonly content: Readonly<Ref<PlotContent>>
  readonly colours: Readonly<Ref<PlotColours>>
}

export interface UsePlotReturn {
  /** The column that the pointer is at; null if it is elsewhere. */
  readonly pointedColumn: Readonly<Ref<number | null>>
}

/** Draws curves into an element, as large as it is, while the calling scope lives. */
export function usePlot({ host, content, colours }: UsePlotOptions): UsePlotReturn {
  const pointedColumn = shallowRef<number | null>(null)
  let plot: UPlot | null = null

  function sizeOf(element: HTMLElement): { width: number; height: number } {
    return { width: element.clientWidth, height: element.clientHeight }
  }

  function rebuild(): void {
    plot?.destroy()
    plot = null
    if (!host.value) return
    const options = plotOptions(
      () => content.value,
      colours.value,
      sizeOf(host.value),
      (column) => (pointedColumn.value = column),
    )
    plot = new UPlot(options, plotData(content.value), host.value)
  }

  const observer = new ResizeObserver(() => {
    if (host.value) plot?.setSize(sizeOf(host.value))
  })

  watch(host, (element, before) => {
    if (before) observer.unobserve(before)
    if (element) observer.observe(element)
  })
  // uPlot cannot change how a curve looks, nor which there are, without being made anew.
  const looks = (): string => content.value.curves.map(({ title }) => title).join()
  watch([host, colours, looks], rebuild, { flush: 'post' })
  watch(content, () => plot?.setData(plotData(content.value)), { flush: 'post' })

  onScopeDispose(() => {
    observer.disconnect()
    plot?.destroy()
  })
  return { pointedColumn }
}
