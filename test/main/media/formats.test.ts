import { describe, expect, it } from 'vitest'
import { extensionOf, formatOfName } from '../../../main/media/formats'

describe('the format that a name promises', () => {
  it('goes by the extension, in capitals or not', () => {
    const names =
      'a.jpg B.JPEG c.jpe d.JfIf e.png f.webp g.avif h.gif i.mp4 j.m4v k.MOV l.mkv m.webm'
    const formats = 'jpeg jpeg jpeg jpeg png webp avif gif mp4 mp4 mp4 matroska matroska'
    expect(names.split(' ').map(formatOfName)).toEqual(formats.split(' '))
  })

  it('is none for other extensions, or for none', () => {
    const names = ['photo', '.jpg', 'photo.', 'photo.jpg.txt', 'folder.jpg/photo', 'jpg']
    expect(names.map(formatOfName)).toEqual(names.map(() => null))
  })

  it('looks at what is behind the last dot of the last part', () => {
    const names = ['a/b.c/d.E.Jpg', 'a.b/c', 'hand =1+1, "two"\n.PNG', '.hidden.gif']
    expect(names.map(extensionOf)).toEqual(['.jpg', '', '.png', '.gif'])
  })
})
