import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { strangeNames } from '../app/folders'
import { box } from '../main/media/samples'
import { mediaSources, photoSources } from './sources'
import { file, type Content, type Specimen } from './specimen'

/** Names that promise something else than is there, or that are hard on programs. */
export function names(): Specimen[] {
  return [
    ...wrongNames,
    ...foreignContents.map(([name, text]) =>
      file('foreign content', name, 'refused', () => Buffer.from(text, 'latin1')),
    ),
    ...unsupportedNames.map((name) =>
      file('unsupported format', name, 'refused', () => Buffer.alloc(500, 'any')),
    ),
    ...hiddenNames.map((name) => file('hidden', name, 'refused', photoSources.jpg)),
    ...[...strangeNames, 'dir.jpg.mp4.png', '-rf.png', '  spaces  .png', '‮gpj.png'].map((name) =>
      file('strange name', name, 'done', contentFor(name)),
    ),
    ...longNames.map((name) => file('name of 255 bytes', name, 'done', contentFor(name))),
    ...(process.platform === 'linux' ? namesThatAreNoText : []),
    ...['folder.jpg', 'folder.mp4', 'folder.png'].map(folder),
  ]
}

function contentFor(name: string): Content {
  return name.endsWith('.png') ? photoSources.png : photoSources.jpg
}

const swaps = [
  ...(['jpg.png', 'png.jpg', 'webp.jpg', 'avif.png', 'gif.jpg', 'mp4.jpg', 'jpg.mp4'] as const),
  ...(['mkv.mp4', 'webm.mov', 'mp4.webm', 'mov.mkv', 'png.avif', 'jpg.gif', 'gif.webm'] as const),
]

const wrongNames = swaps.map((swap) => {
  const [really] = swap.split('.') as [keyof typeof mediaSources]
  return file('wrong extension', `really ${swap}`, 'refused', mediaSources[really])
})

const foreignContents = [
  ['heic.jpg', box('ftyp', Buffer.from('heic\0\0\0\0mif1heic')).toString('latin1')],
  ['page.jpg', '<!DOCTYPE html>\n<title>404 Not Found</title>\n'],
  ['pointer.png', 'version https://git-lfs.github.com/spec/v1\n'],
  ['document.jpeg', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'],
  ['packed.mp4', 'PK\x03\x04 and what was packed'],
  ['words.mov', 'These are words, not a video.'],
  ['drawing.webp', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
  ['riff.mkv', 'RIFF\0\0\0\0AVI LIST and so on'],
] as const

const unsupportedNames = ['a.heic', 'a.tiff', 'a.avi', 'a.txt', 'a.wmv', 'a.zip', 'without']

const hiddenNames = ['.hidden.jpg', '.mp4', 'Thumbs.db', '._resource.jpg']

const longNames = [`${'a'.repeat(251)}.jpg`, `${'é'.repeat(125)}a.png`, `${'🖐'.repeat(62)}abc.jpg`]

const namesThatAreNoText = [
  [[0x63, 0xe9], 'c\\xe9'],
  [[0xff, 0xfe], '\\xff\\xfe'],
  [[0xc0, 0xaf], '\\xc0\\xaf'],
  [[0xed, 0xa0, 0x80], '\\xed\\xa0\\x80'],
].map(([bytes, shown]): Specimen => {
  const name = Buffer.concat([Buffer.from(bytes as number[]), Buffer.from('.jpg')])
  return {
    kind: 'name that is no UTF-8',
    name: `${shown as string}.jpg`,
    fate: 'refused',
    write: async (path) =>
      writeFile(Buffer.concat([Buffer.from(`${dirname(path)}/`), name]), await photoSources.jpg()),
  }
})

function folder(name: string): Specimen {
  return { kind: 'folder named like media', name, fate: 'refused', write: (path) => mkdir(path) }
}
