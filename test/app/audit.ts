import axe from 'axe-core'
import { expect } from 'vitest'
import type {} from '../../renderer/window'
import type { Studio } from './studio'

/** WCAG 2.2 up to level AA, and what axe counts as good practice beyond that. */
const ruleTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Keys go to the grid as a whole, which scrolls its rows: these are no stop of the Tab key. */
const scrolledByGrid = '[role=grid][tabindex="0"] > .scroller'

/** What axe finds in what the window shows, as one line for each thing: rule, place, why. */
export async function findProblems(studio: Studio): Promise<string[]> {
  const { page } = studio
  // By the debugger's way: no policy of the page holds it back, and none has to be switched off.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  // A colour on its way to another is none of those that anybody has chosen.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  return page.evaluate(
    async ({ tags, scrolledByGrid }) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') }
      const runOnly = { type: 'tag', values: tags } as const
      const { violations } = await axe.run({
        ...{ runOnly, resultTypes: ['violations'], elementRef: true },
      })
      const isMet = (rule: string, element: Element | undefined): boolean =>
        rule === 'scrollable-region-focusable' && element?.matches(scrolledByGrid) === true
      return violations.flatMap(({ id, nodes }) =>
        nodes
          .filter(({ element }) => !isMet(id, element))
          .map(({ target, failureSummary = '' }) => {
            const why = failureSummary.split('\n').slice(1).join('; ').replaceAll(/\s+/g, ' ')
            return `${id} at ${target.join(' ')}: ${why}`
          }),
      )
    },
    { tags: ruleTags, scrolledByGrid },
  )
}

/** Expects that axe finds nothing, light and dark; the test goes on, to find all at once. */
export async function expectAccessible(studio: Studio, scene: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await studio.page.evaluate((theme) => {
      document.documentElement.dataset.theme = theme
    }, theme)
    expect.soft(await findProblems(studio), `${scene}, ${theme}`).toEqual([])
  }
}
