import { describe, expect, it } from 'vitest'
import { foreignFormats } from '../../../main/media/foreignFormats'
import { formatOfName } from '../../../main/media/formats'
import type { Refusal } from '../../../main/media/refusal'
import { defaultInputLimits as limits } from '../../../common/inputLimits'
import { inEnglish } from '../../../common/sentence'
import { judgeContent, judgeInspection, judgeLength, refuseName } from '../../../main/media/verdict'

const complete = (widthPx: number, heightPx: number) =>
  ({ kind: 'complete', size: { widthPx, heightPx } }) as const

/** A refusal as the command line tells it. */
function told(refusal: Refusal | null) {
  return refusal && { ...refusal, explanation: inEnglish(refusal.explanation) }
}

describe('the verdict', () => {
  it('on a name of another format says what to do with it', () => {
    expect(told(refuseName('IMG_0001.HEIC'))).toEqual({
      reason: 'unsupported',
      explanation:
        'This is a HEIC photo, which cannot be tracked: save it as JPEG ' +
        '(an iPhone does so itself with Settings, Camera, Formats, Most Compatible).',
    })
    expect(told(refuseName('notes.xyz'))?.explanation).toBe(
      'A file ending in .xyz cannot be tracked, only ' +
        'JPEG, PNG, WebP, AVIF, GIF, MP4, MOV, MKV and WebM: leave it out, or convert it.',
    )
  })

  it('never refuses by name what can be tracked', () => {
    const extensions = Object.values(foreignFormats).flatMap((format) => [...format.extensions])
    const trackable = extensions.filter((extension) => formatOfName(`a${extension}`) !== null)
    expect(trackable).toEqual([])
  })

  it('on a length refuses nothing, a few bytes, and files beyond the limit', () => {
    const gib = 1024 ** 3
    const lengths = [0, 5, 12, gib, 2 * gib]
    const reasons = lengths.map((length) => judgeLength(length, 'photo', limits)?.reason)
    expect(reasons).toEqual(['empty', 'truncated', undefined, undefined, 'oversized'])
    expect(told(judgeLength(2 * gib, 'photo', limits))?.explanation).toBe(
      'The photo takes 2 GiB, more than the limit of 1 GiB: save it smaller, or raise the limit.',
    )
    expect(judgeLength(2 * gib, 'video', limits)).toBeNull()
    expect(judgeLength(2 * gib, 'video', { ...limits, videoGib: 1 })?.reason).toBe('oversized')
  })

  it('on other content names it and the right ending', () => {
    expect(told(judgeContent({ kind: 'media', format: 'png' }, 'jpeg'))).toEqual({
      reason: 'wrongly-named',
      explanation:
        'The file is named like a JPEG photo, but it is a PNG picture: rename it to end in .png.',
    })
    expect(told(judgeContent({ kind: 'foreign', format: 'pdf' }, 'jpeg'))).toEqual({
      reason: 'wrongly-named',
      explanation:
        'The file is named like a JPEG photo, but it is a PDF document, ' +
        'which cannot be tracked: save its pages or pictures as PNG or JPEG.',
    })
    expect(told(judgeContent({ kind: 'unknown' }, 'mp4'))).toEqual({
      reason: 'wrongly-named',
      explanation:
        'The file is named like an MP4 or MOV video, but there is no photo or video in it: ' +
        'get the original, or leave it out.',
    })
  })

  it('on the promised content is none', () => {
    expect(judgeContent({ kind: 'media', format: 'png' }, 'png')).toBeNull()
  })

  it('on a size beyond the limit names both', () => {
    expect(told(judgeInspection(complete(100_000, 90_000), 'photo', limits))).toEqual({
      reason: 'oversized',
      explanation:
        'The photo has 100,000 x 90,000 pixels (9,000 megapixels), ' +
        'more than the limit of 150 megapixels: scale it down, or raise the limit.',
    })
    expect(judgeInspection(complete(15_000, 10_000), 'photo', limits)).toBeNull()
    expect(judgeInspection(complete(15_000, 10_000), 'video', limits)?.reason).toBe('oversized')
  })

  it('on a duration beyond the limit names both', () => {
    const lasting = (hours: number) => ({ ...complete(160, 90), durationS: 3600 * hours })
    expect(told(judgeInspection(lasting(1000), 'video', limits))).toEqual({
      reason: 'oversized',
      explanation:
        'By its header, the video lasts 1,000 hours, ' +
        'more than the limit of 24 hours: cut it into parts, or raise the limit.',
    })
    expect(judgeInspection(lasting(24), 'video', limits)).toBeNull()
    const allowed = { ...limits, videoHours: 1000 }
    expect(judgeInspection(lasting(1000), 'video', allowed)).toBeNull()
  })

  it('on a structure refuses what is cut or damaged, and a photo without a size', () => {
    const inspections = [
      { kind: 'truncated' },
      { kind: 'damaged' },
      { kind: 'complete', size: null },
    ] as const
    const reasons = (kind: 'photo' | 'video') =>
      inspections.map((inspection) => judgeInspection(inspection, kind, limits)?.reason)
    expect(reasons('photo')).toEqual(['truncated', 'unreadable', 'unreadable'])
    expect(reasons('video')).toEqual(['truncated', 'unreadable', undefined])
  })
})
