import type { FrameLandmarks } from '../../common/landmarks'
import type { FrameHeads } from './remoteProtocol'

/** Frames as they cross Redis: what JSON holds well, and all numbers of their points as bytes. */
export interface PackedFrames {
  readonly heads: FrameHeads
  readonly bytes: Buffer
}

export function packFrames(frames: readonly FrameLandmarks[]): PackedFrames {
  const heads = frames.map(({ parts, ...frame }) => ({
    ...frame,
    parts: parts.map(({ points, ...part }) => ({ ...part, numbers: points.length })),
  }))
  const points = frames.flatMap(({ parts }) => parts.map((part) => part.points))
  const bytes = Buffer.concat(
    points.map(({ buffer, byteOffset, byteLength }) => {
      return Buffer.from(buffer, byteOffset, byteLength)
    }),
  )
  return { heads, bytes }
}

/** Throws if there are not just as many bytes as the heads promise. */
export function unpackFrames({ heads, bytes }: PackedFrames): FrameLandmarks[] {
  // A copy that begins where floats may begin: a piece of Redis' answer may begin anywhere.
  const numbers = new Float32Array(new Uint8Array(bytes).buffer)
  let begin = 0
  const frames = heads.map(({ parts, ...frame }) => ({
    ...frame,
    parts: parts.map(({ numbers: count, ...part }) => {
      const points = numbers.slice(begin, begin + count)
      begin += count
      return { ...part, points }
    }),
  }))
  if (begin !== numbers.length)
    throw new Error('The landmarks of a worker do not fit their frames.')
  return frames
}

/** Cuts frames into lists of at most about so many bytes; a single frame stays whole. */
export function cutFrames(
  frames: readonly FrameLandmarks[],
  mostBytes: number,
): (readonly FrameLandmarks[])[] {
  const lists: FrameLandmarks[][] = []
  let room = 0
  for (const frame of frames) {
    const bytes = frame.parts.reduce((sum, { points }) => sum + points.byteLength, 0)
    if (lists.length === 0 || bytes > room) {
      lists.push([])
      room = mostBytes
    }
    lists.at(-1)?.push(frame)
    room -= bytes
  }
  return lists
}
