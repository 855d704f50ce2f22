import { expect, test } from 'vitest'
import { defaultCsvOptions } from '../../common/export/options'
import { useExport } from '../../renderer/stores/export'
import { useNotices } from '../../renderer/stores/notices'
import { fakeBridge } from './fakeBridge'

test('a written file is told with its rows and time, and can be shown', async () => {
  const path = 'C:\\Users\\mara\\landmarks.csv'
  const main = fakeBridge({ 'export-csv': () => ({ path, rows: 12_345, durationMs: 420 }) })
  await useExport().write([3, 4], defaultCsvOptions)
  const [notice] = useNotices().notices
  notice?.action?.run()
  expect([notice?.text, main.orders]).toEqual([
    'Saved 12,345 rows to landmarks.csv in 0.4 s.',
    [
      ['export-csv', { jobIds: [3, 4], csv: defaultCsvOptions }],
      ['show-export', path],
    ],
  ])
})

test('an export that was called off says nothing', async () => {
  fakeBridge({ 'export-csv': () => null })
  await useExport().write(null, defaultCsvOptions)
  expect([useNotices().notices, useExport().isWriting]).toEqual([[], false])
})

test('an export that fails says why, and another one can follow', async () => {
  fakeBridge({
    'export-csv': () => {
      throw new Error('The disk is full.\n    at writeFile')
    },
  })
  await useExport().write(null, defaultCsvOptions)
  expect([useNotices().notices.map(({ text }) => text), useExport().isWriting]).toEqual([
    ['The disk is full.'],
    false,
  ])
})
