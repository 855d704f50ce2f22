import { beforeEach, expect, test } from 'vitest'
import { defaultSettings, type Settings } from '../../common/settings'
import { useNotices } from '../../renderer/stores/notices'
import { useSettings } from '../../renderer/stores/settings'
import { fakeBridge, type FakeBridge } from './fakeBridge'

let saved: Settings
let main: FakeBridge

beforeEach(async () => {
  saved = { ...defaultSettings, task: 'pose' }
  main = fakeBridge({
    'get-settings': () => saved,
    'get-app-info': () => ({ version: '1.2.3', automaticWorkers: 4, platform: 'linux' }),
    'change-settings': (patch) => {
      const changed = { ...saved, ...(patch as Partial<Settings>) }
      if (changed.workers === 13) throw new Error('The settings could not be written.')
      return (saved = changed)
    },
  })
  await useSettings().connect()
})

test('the saved settings and the facts of the app are shown', () => {
  const store = useSettings()
  expect([store.settings.task, store.automaticWorkers, store.version]).toEqual(['pose', 4, '1.2.3'])
})

test('options are changed for the chosen task only', async () => {
  await useSettings().changeOptions({ maxSubjects: 3 })
  expect(saved.tracking).toEqual({
    ...defaultSettings.tracking,
    pose: { ...defaultSettings.tracking.pose, maxSubjects: 3 },
  })
})

test('a change is on screen before it is saved', () => {
  void useSettings().change({ theme: 'dark' })
  expect(useSettings().settings.theme).toBe('dark')
})

test('a change that cannot be saved is taken back and told', async () => {
  await useSettings().change({ workers: 13 })
  expect([useSettings().settings.workers, useNotices().notices[0]?.text]).toEqual([
    null,
    'The settings could not be written.',
  ])
})

test('a reset brings back the defaults of the task and of the workers', async () => {
  await useSettings().change({ workers: 2, task: 'face' })
  await useSettings().changeOptions({ maxSubjects: 9, inputLongSidePx: 320 })
  await useSettings().resetOptions()
  expect(saved).toEqual({ ...defaultSettings, task: 'face' })
})

test('settings that change elsewhere are shown', () => {
  main.emit('settings-changed', { ...saved, theme: 'light' })
  expect(useSettings().settings.theme).toBe('light')
})
