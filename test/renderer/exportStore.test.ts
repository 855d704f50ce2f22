import { expect, test } from 'vitest'
import { defaultCsvOptions } from '../../common/export/options'
import { useExport } from '../../renderer/stores/export'
import { useNotices } from '../../renderer/stores/notices'
import { fakeBridge } from './fakeBridge'

const options = { format: 'csv', csv: defaultCsvOptions } as const
const oneFile = { durationMs: 420, files: null, leftOut: null }

test('a written file is told with its rows and time, and can be shown', async () => {
  const path = 'C:\\Users\\mara\\landmarks.csv'
  const main = fakeBridge({ 'export-landmarks': () => ({ ...oneFile, path, rows: 12_345 }) })
  await useExport().write([3, 4], options)
  const [notice] = useNotices().notices
  notice?.action?.run()
  expect([notice?.text, main.orders]).toEqual([
    'Saved 12,345 rows to landmarks.csv in 0.4 s.',
    [
      ['export-landmarks', { jobIds: [3, 4], options }],
      ['show-export', path],
    ],
  ])
})

test('an export that was called off says nothing', async () => {
  fakeBridge({ 'export-landmarks': () => null })
  await useExport().write(null, options)
  expect([useNotices().notices, useExport().isWriting]).toEqual([[], false])
})

test('an export that fails says why, and another one can follow', async () => {
  fakeBridge({
    'export-landmarks': () => {
      throw new Error('The disk is full.\n    at writeFile')
    },
  })
  await useExport().write(null, options)
  expect([useNotices().notices.map(({ text }) => text), useExport().isWriting]).toEqual([
    ['The disk is full.'],
    false,
  ])
})
