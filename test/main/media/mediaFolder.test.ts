import { copyFile, mkdir, rename, symlink, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FoundFile } from '../../../common/media'
import { inEnglish, sentence } from '../../../common/sentence'
import { findMedia, type FindMediaOptions } from '../../../main/media/mediaFolder'
import { makeBadFiles } from '../../badFiles'
import { constantRate, makeVideo, photoPaths } from '../../media'
import { encodePhoto, makeGif, temporaryFolder } from './samples'

async function find(
  paths: readonly string[],
  options: Partial<FindMediaOptions> = {},
): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  for await (const chunk of findMedia(paths, { includeSubfolders: true, ...options })) {
    found.push(...chunk)
  }
  return found
}

/** Each file as its name and what was said of it, in one line. */
function summaries(found: readonly FoundFile[]): string[] {
  return found.map(({ file }) => `${file.name}: ${'kind' in file ? file.kind : file.reason}`)
}

/** Puts photos into a folder, each under a path inside it. */
async function addPhotos(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await copyFile(photoPaths[0]!, join(folder, name))
  }
}

async function addGoodFiles(folder: string): Promise<string[]> {
  await addPhotos(folder, ['photo.JPG', 'photo.jfif'])
  for (const format of ['png', 'webp', 'avif'] as const) {
    await writeFile(join(folder, `good.${format}`), await encodePhoto(format))
  }
  await writeFile(join(folder, 'good.gif'), makeGif())
  const size = { widthPx: 160, heightPx: 90, timestampsS: constantRate(5, 10) }
  for (const name of ['bad.mp4', 'bad.mov', 'bad.mkv', 'bad.webm'] as const) {
    const codec = name === 'bad.webm' ? 'vp9' : 'avc'
    const path = await makeVideo({ name, codec, photo: 1, ...size })
    await copyFile(path, join(folder, name.replace('bad', 'good')))
  }
  // The two are one family: a MOV in an MP4's clothes can be read.
  await copyFile(join(folder, 'good.mov'), join(folder, 'good mov.mp4'))
  const videos = ['good.mp4', 'good.mov', 'good.mkv', 'good.webm', 'good mov.mp4']
  const photos = ['photo.JPG', 'photo.jfif', 'good.png', 'good.webp', 'good.avif', 'good.gif']
  return [...videos.map((name) => `${name}: video`), ...photos.map((name) => `${name}: photo`)]
}

describe('finding media', () => {
  it('takes every good file and refuses every bad one for its own reason', async () => {
    await using folder = await temporaryFolder()
    const bad = await makeBadFiles(folder.path)
    const good = await addGoodFiles(folder.path)
    const refused = bad.map(({ name, reason }) => `${name}: ${reason}`)
    expect(summaries(await find([folder.path])).sort()).toEqual([...good, ...refused].sort())
  })

  it('explains every refusal in one sentence without a code or a path', async () => {
    await using folder = await temporaryFolder()
    await makeBadFiles(folder.path)
    const found = await find([folder.path])
    const explanations = found.map(({ file }) =>
      'explanation' in file ? inEnglish(file.explanation) : '',
    )
    const unclear = explanations.filter(
      (text) => !/^[A-Z][^\n]{20,240}\.$/.test(text) || /E[A-Z]{4,}|\. [A-Z]|Error/.test(text),
    )
    expect(unclear).toEqual([])
  })

  it('tells path, name, kind and size of a photo', async () => {
    await using folder = await temporaryFolder()
    await addPhotos(folder.path, ['walk/one.jpg'])
    const file = { name: 'walk/one.jpg', kind: 'photo', sizeBytes: 144_516 }
    const path = join(folder.path, 'walk', 'one.jpg')
    expect(await find([folder.path])).toEqual([{ kind: 'media', file: { path, ...file } }])
  })

  it('names an added file by its base name', async () => {
    expect(summaries(await find([photoPaths[1]!, photoPaths[0]!]))).toEqual([
      'sample2.jpg: photo',
      'sample1.jpg: photo',
    ])
  })

  it('goes through each added path in code-unit order of the names', async () => {
    await using folder = await temporaryFolder()
    const sorted = ['B.jpg', 'a b.jpg', 'a-b.jpg', 'a.jpg', 'a/2.jpg', 'a/b/1.jpg', 'a/b0.jpg']
    const others = ['a0.jpg', 'b.jpg', 'é.jpg', '手.jpg', '😀.jpg', '\uffee.jpg']
    await addPhotos(folder.path, [...sorted, ...others].reverse())
    const names = (await find([folder.path])).map(({ file }) => file.name)
    expect(names).toEqual([...sorted, ...others])
    expect(names).toEqual([...names].sort())
  })

  it('keeps names that are awkward elsewhere as they are', async () => {
    await using folder = await temporaryFolder()
    const names = ['+1.jpg', '-1.jpg', '=1+1.jpg', '@a.jpg', 'a "b", c\nd;\te.jpg', "it's.jpg"]
    await addPhotos(folder.path, names)
    expect((await find([folder.path])).map(({ file }) => file.name)).toEqual(names)
  })

  it('leaves out folders inside a folder if asked to', async () => {
    await using folder = await temporaryFolder()
    await addPhotos(folder.path, ['top.jpg', 'sub/inner.jpg'])
    const found = await find([folder.path], { includeSubfolders: false })
    expect(summaries(found)).toEqual(['top.jpg: photo'])
  })

  it('lists a file once that was added twice, by overlapping folders or by links', async () => {
    await using folder = await temporaryFolder()
    await addPhotos(folder.path, ['sub/one.jpg', 'two.jpg'])
    await symlink('sub', join(folder.path, 'zlink'))
    await symlink('two.jpg', join(folder.path, 'zz.jpg'))
    const sub = join(folder.path, 'sub')
    const found = await find([sub, folder.path, `${sub}/`, join(sub, 'one.jpg'), folder.path])
    expect(summaries(found)).toEqual(['one.jpg: photo', 'two.jpg: photo'])
  })

  it('follows a link to a folder elsewhere, and takes a file in spite of a wrong link', async () => {
    await using folder = await temporaryFolder()
    await addPhotos(folder.path, ['added/b.jpg', 'elsewhere/c.jpg'])
    await symlink('../elsewhere', join(folder.path, 'added/link'))
    await symlink('b.jpg', join(folder.path, 'added/a.png'))
    const found = await find([join(folder.path, 'added')])
    expect(summaries(found)).toEqual(['a.png: wrongly-named', 'b.jpg: photo', 'link/c.jpg: photo'])
  })

  it('ends at links that lead back', async () => {
    await using folder = await temporaryFolder()
    await addPhotos(folder.path, ['a/one.jpg', 'b/two.jpg'])
    await symlink('..', join(folder.path, 'a/up'))
    await symlink('../b', join(folder.path, 'a/to b'))
    await symlink('../a', join(folder.path, 'b/to a'))
    const found = ['a/one.jpg: photo', 'a/to b/two.jpg: photo', 'a/up: link-loop']
    expect(summaries(await find([folder.path]))).toEqual(found)
  })

  it('does not enter hidden folders, but takes what is hidden if it was added itself', async () => {
    await using folder = await temporaryFolder()
    await addPhotos(folder.path, ['.cache/one.jpg', '.two.jpg', '__MACOSX/._three.jpg'])
    const listed = ['.cache: hidden', '.two.jpg: hidden', '__MACOSX: hidden']
    expect(summaries(await find([folder.path]))).toEqual(listed)
    const added = ['.cache', '.two.jpg'].map((name) => join(folder.path, name))
    expect(summaries(await find(added))).toEqual(['one.jpg: photo', '.two.jpg: photo'])
  })

  it('refuses a path that is not there', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'gone.jpg')
    const explanation = sentence('sentences.media.gone')
    const file = { path, name: 'gone.jpg', sizeBytes: 0, reason: 'unreadable', explanation }
    expect(await find([path])).toEqual([{ kind: 'refused', file }])
  })

  it('keeps to other limits if given', async () => {
    await using folder = await temporaryFolder()
    await addPhotos(folder.path, ['large.jpg'])
    await writeFile(join(folder.path, 'small.png'), await encodePhoto('png'))
    await addPhotos(folder.path, ['long.jpg'])
    await truncate(join(folder.path, 'long.jpg'), 400_000)
    const found = await find([folder.path], {
      limits: { photoMegapixels: 1, photoGib: 300_000 / 1024 ** 3 },
    })
    const expected = ['large.jpg: oversized', 'long.jpg: oversized', 'small.png: photo']
    expect(summaries(found)).toEqual(expected)
  })

  it('yields chunks of up to 200 files', async () => {
    await using folder = await temporaryFolder()
    const names = Array.from({ length: 450 }, (_, index) => `${index}.jpg`)
    await Promise.all(names.map((name) => writeFile(join(folder.path, name), '')))
    const lengths: number[] = []
    for await (const chunk of findMedia([folder.path], { includeSubfolders: true })) {
      lengths.push(chunk.length)
    }
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(450)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(200)
  })

  it('ends when aborted', async () => {
    await using folder = await temporaryFolder()
    await addPhotos(folder.path, ['one.jpg', 'two.jpg'])
    const controller = new AbortController()
    controller.abort(new Error('enough'))
    await expect(find([folder.path], { signal: controller.signal })).rejects.toThrow('enough')
  })

  it('goes on when a file is moved away between two chunks', async () => {
    await using folder = await temporaryFolder()
    const names = Array.from({ length: 400 }, (_, index) => `${1000 + index}.jpg`)
    await Promise.all(names.map((name) => writeFile(join(folder.path, name), '')))
    const found: FoundFile[] = []
    for await (const chunk of findMedia([folder.path], { includeSubfolders: true })) {
      if (found.length === 0) await rename(join(folder.path, '1399.jpg'), join(folder.path, 'x'))
      found.push(...chunk)
    }
    expect(summaries(found).at(-1)).toBe('1399.jpg: unreadable')
  })
})
