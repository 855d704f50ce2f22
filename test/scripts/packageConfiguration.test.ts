import { expect, it } from 'vitest'
import { formatFacts } from '../../main/media/formats'
import { packageConfiguration } from '../../scripts/package/configuration.mjs'

const electron = {
  executable: '/electron',
  folder: '/',
  version: '1.2.3',
  isDevelopmentRuntime: false,
}

it('a package offers to open what can be tracked, and nothing else', async () => {
  const { fileAssociations } = await packageConfiguration(process.cwd(), electron)
  const offered = [fileAssociations ?? []].flat().flatMap(({ ext }) => ext)
  const trackable = Object.values(formatFacts).flatMap(({ extensions }) => extensions)
  expect(trackable).toEqual(expect.arrayContaining(offered.map((extension) => `.${extension}`)))
  for (const { extensions } of Object.values(formatFacts)) {
    expect(offered).toContain(extensions[0].slice(1))
  }
})
