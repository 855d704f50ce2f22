import { describe, expect, it } from 'vitest'
import { findBox, readBoxes } from '../../../main/media/isoBoxes'
import { box, bytesOf } from './samples'

async function list(bytes: Uint8Array) {
  const listed: [type: string, contentOffset: number, endOffset: number][] = []
  for await (const { type, contentOffset, endOffset } of readBoxes(
    bytesOf(bytes),
    0,
    bytes.length,
  )) {
    listed.push([type, contentOffset, endOffset])
  }
  return listed
}

describe('boxes', () => {
  it('follow each other, with short and long sizes and one up to the end', async () => {
    const short = box('ftyp', Buffer.alloc(4))
    const long = Buffer.from('\0\0\0\x01moov\0\0\0\0\0\0\0\x14more', 'latin1')
    const open = Buffer.from('\0\0\0\0mdat and so on', 'latin1')
    expect(await list(Buffer.concat([short, long, open]))).toEqual([
      ['ftyp', 8, 12],
      ['moov', 28, 32],
      ['mdat', 40, 50],
    ])
  })

  it('may say that they end beyond the end', async () => {
    expect(await list(box('mdat', Buffer.alloc(100)).subarray(0, 20))).toEqual([['mdat', 8, 108]])
  })

  it('end at one that is shorter than its header', async () => {
    const broken = Buffer.from('\0\0\0\x07mdat and so on', 'latin1')
    expect(await list(Buffer.concat([box('free'), broken]))).toEqual([['free', 8, 8]])
  })

  it('are given up after a hundred thousand', async () => {
    expect(await list(Buffer.alloc(800_008, box('free')))).toHaveLength(100_000)
  })

  it('are found only where all of them is there', async () => {
    const outer = Buffer.concat([box('free'), box('moov', Buffer.alloc(20))])
    expect(await findBox(bytesOf(outer), 'moov', 0, outer.length)).toEqual({
      type: 'moov',
      contentOffset: 16,
      endOffset: 36,
    })
    expect(await findBox(bytesOf(outer), 'moov', 0, 30)).toBeUndefined()
    expect(await findBox(bytesOf(outer), 'trak', 0, outer.length)).toBeUndefined()
  })
})
