import { expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../../common/settings'
import { withoutNewDoors } from '../../../main/app/withoutNewDoors'

const service = {
  ...defaultSettings.service,
  allowedFolders: ['/photos', '/videos'],
  allowedOrigins: ['https://lab.example'],
}
const settings: Settings = { ...defaultSettings, service }

it('what is allowed can be taken back', () => {
  const less = { ...service, allowedFolders: ['/videos'], allowedOrigins: [] }
  expect(withoutNewDoors({ service: less }, settings)).toEqual({ service: less })
})

it('nothing more is allowed, and the rest of an order is followed', () => {
  const more = {
    ...{ ...service, port: 9000 },
    allowedFolders: ['/videos', '/'],
    allowedOrigins: ['https://lab.example', 'https://elsewhere.example'],
  }
  expect(withoutNewDoors({ theme: 'dark', service: more }, settings)).toEqual({
    theme: 'dark',
    service: { ...service, port: 9000, allowedFolders: ['/videos'] },
  })
})

it('other orders are not touched', () => {
  expect(withoutNewDoors({ workers: 3 }, settings)).toEqual({ workers: 3 })
})
