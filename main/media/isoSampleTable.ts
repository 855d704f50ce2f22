import { readUint, type ByteSource } from './byteSource'
import { findPath, type Box } from './isoBoxes'

/** Far more than a film of a day needs whose every frame lasts another time. */
const maxTableBytes = 32 * 1024 ** 2

/**
 * Whether a track has no more frames, by its tables of times and of sizes, than its file has bytes
 * (ISO/IEC 14496-12, sections 8.6.1.2 and 8.7.3). Decoders believe the tables, and count for hours.
 */
export async function hasPlausibleTables(bytes: ByteSource, track: Box): Promise<boolean> {
  const table = await findPath(bytes, ['mdia', 'minf', 'stbl'], track)
  if (!table) return true
  const frames = [await countTimes(bytes, table), await countSizes(bytes, table)]
  return Math.max(...frames) <= bytes.sizeBytes
}

/** Runs of frames that last equally long: how many, and how long. */
async function countTimes(bytes: ByteSource, table: Box): Promise<number> {
  const box = await findPath(bytes, ['stts'], table)
  if (!box) return 0
  const length = Math.min(box.endOffset - box.contentOffset, maxTableBytes)
  const content = await bytes.read(box.contentOffset, length)
  const runs = Math.min(readUint(content, 4, 4) ?? 0, Math.floor((content.length - 8) / 8))
  let frames = 0
  for (let run = 0; run < runs; run++) frames += readUint(content, 8 + 8 * run, 4) ?? 0
  return frames
}

async function countSizes(bytes: ByteSource, table: Box): Promise<number> {
  const box = await findPath(bytes, ['stsz'], table)
  return box ? (readUint(await bytes.read(box.contentOffset, 12), 8, 4) ?? 0) : 0
}
