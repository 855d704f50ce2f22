import { expect, it } from 'vitest'
import { isHiddenName } from '../../../main/media/hiddenNames'

it('names with a leading dot and those that systems leave behind are hidden', () => {
  const hidden = ['.DS_Store', '._photo.jpg', 'Thumbs.db', 'desktop.ini', '__MACOSX', '@eaDir']
  const shown = ['photo.jpg', 'a.b', '_photo.jpg', 'thumbs.jpg', '-photo.jpg']
  expect([hidden.filter(isHiddenName), shown.filter(isHiddenName)]).toEqual([hidden, []])
})
