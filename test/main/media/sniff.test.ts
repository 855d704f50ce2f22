import { describe, expect, it } from 'vitest'
import { sniff, type Content } from '../../../main/media/sniff'
import { box, element, encodePhoto, makeGif, readJpeg } from './samples'

const media = (format: string) => ({ kind: 'media', format })
const foreign = (format: string) => ({ kind: 'foreign', format })
const text = (content: string) => Buffer.from(content, 'latin1')
const ftyp = (brands: string) => box('ftyp', text(brands))

function sniffAll(heads: readonly Uint8Array[]): Content[] {
  return heads.map(sniff)
}

describe('what a file is, by its first bytes', () => {
  it('is told for every photo format', async () => {
    const photos = [
      await readJpeg(),
      await encodePhoto('png'),
      await encodePhoto('webp'),
      await encodePhoto('avif'),
      makeGif(),
    ]
    const formats = ['jpeg', 'png', 'webp', 'avif', 'gif']
    expect(sniffAll(photos)).toEqual(formats.map(media))
  })

  it('is told for MP4 and MOV by any brand, also for QuickTime files without one', () => {
    const heads = [
      ftyp('isom\0\0\x02\0isomiso2avc1mp41'),
      ftyp('qt  \0\0\x02\0qt  '),
      ftyp('M4V \0\0\0\x01M4V mp42isom'),
      ftyp('MSNV\0\0\0\x01MSNVmp42'),
      ftyp('3gp4\0\0\0\x013gp4'),
      box('wide'),
      box('mdat', Buffer.alloc(20)),
      box('moov', Buffer.alloc(20)),
    ]
    expect(sniffAll(heads)).toEqual(heads.map(() => media('mp4')))
  })

  it('is told for MKV and WebM by their document type', () => {
    const header = (docType: string) => element('1a45dfa3', element('4282', text(docType)))
    expect(sniffAll(['webm', 'matroska', 'other'].map(header))).toEqual([
      media('matroska'),
      media('matroska'),
      { kind: 'unknown' },
    ])
  })

  it('tells AVIF from HEIC where the main brand is that of neither', () => {
    const heads = [
      ftyp('mif1\0\0\0\0mif1avifmiaf'),
      ftyp('avis\0\0\0\0avismsf1'),
      ftyp('mif1\0\0\0\0mif1heic'),
      ftyp('heic\0\0\0\0mif1heic'),
      ftyp('hevc\0\0\0\0msf1hevc'),
    ]
    const [avif, heic] = [media('avif'), foreign('heic')]
    expect(sniffAll(heads)).toEqual([avif, avif, heic, heic, heic])
  })

  it('is told for what people take for photos and videos', () => {
    const heads = {
      raw: ftyp('crx \0\0\0\x01'),
      sound: ftyp('M4A \0\0\0\0'),
      tiff: text('II*\0\x08\0\0\0'),
      bmp: text('BM\x36\0\x0c\0'),
      pdf: text('%PDF-1.7\n'),
      avi: text('RIFF\0\0\0\0AVI LIST'),
      wmv: Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex'),
      mpeg: text('\0\0\x01\xba\x44\0'),
      transportStream: Buffer.alloc(600, text('G'.padEnd(188, '\0'))),
      archive: text('PK\x03\x04\x14\0'),
      psd: text('8BPS\0\x01'),
    }
    expect(sniffAll(Object.values(heads))).toEqual(Object.keys(heads).map(foreign))
  })

  it('is told for text, and for what text it is', () => {
    const heads = {
      text: text('frame,x,y\r\n1,0.5,0.5\r\n'),
      webPage: text('\xef\xbb\xbf\n<!DOCTYPE html><title>Not found</title>'),
      svg: text('<?xml version="1.0"?>\n<!-- drawn -->\n<svg width="1">'),
      gitLfsPointer: text('version https://git-lfs.github.com/spec/v1\noid sha256:00'),
    }
    expect(sniffAll(Object.values(heads))).toEqual(Object.keys(heads).map(foreign))
  })

  it('is blank if there are only zeros, else unknown', () => {
    expect(sniffAll([Buffer.alloc(4096), Buffer.alloc(4096, 2)])).toEqual([
      { kind: 'blank' },
      { kind: 'unknown' },
    ])
  })
})
