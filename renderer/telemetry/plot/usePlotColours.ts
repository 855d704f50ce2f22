import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { useSettings } from '../../stores/settings'
import { plotColours, type PlotColour } from './curveStyles'

export type PlotColours = Readonly<Record<PlotColour, string>>

/** The colours of the theme on screen, resolved: a canvas knows no custom properties. */
export function usePlotColours(): Readonly<ShallowRef<PlotColours>> {
  const store = useSettings()
  const colours = shallowRef(resolveColours())
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')

  function update(): void {
    colours.value = resolveColours()
  }

  // Afterwards, when the document has its new theme.
  watch(() => store.settings.theme, update, { flush: 'post' })
  prefersDark.addEventListener('change', update)
  onScopeDispose(() => prefersDark.removeEventListener('change', update))
  return colours
}

function resolveColours(): PlotColours {
  const probe = document.createElement('span')
  document.body.append(probe)
  const entries = plotColours.map((name) => {
    probe.style.color = `var(${name})`
    return [name, getComputedStyle(probe).color] as const
  })
  probe.remove()
  return Object.fromEntries(entries) as unknown as PlotColours
}
