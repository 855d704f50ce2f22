/** How many landmarks some consecutive frames of a source have. */
export interface FrameBlock {
  /** Place of the source in the table. */
  readonly rank: number
  readonly firstFrame: number
  readonly landmarks: number
}

/** A stretch of a table: some whole sources, or some frames of one. Both ends are part of it. */
export interface TableChunk {
  readonly firstRank: number
  readonly lastRank: number
  readonly firstFrame: number
  readonly lastFrame: number
}

/** The largest frame index that the library can hold. */
const maxFrame = 2 ** 32 - 1

/**
 * Cuts a table into chunks of about `landmarksPerChunk`, so that sorting one never needs more memory
 * than there is, however long a video was. Blocks come in the order of the table and are never cut.
 */
export function planChunks(
  blocks: readonly FrameBlock[],
  landmarksPerChunk: number,
): readonly TableChunk[] {
  const chunks: TableChunk[] = []
  let room = 0
  for (const source of groupBySource(blocks)) {
    if (source.landmarks > landmarksPerChunk) {
      chunks.push(...cutSource(source, landmarksPerChunk))
      room = 0
    } else if (source.landmarks <= room) {
      chunks.push({ ...chunks.pop()!, lastRank: source.rank })
      room -= source.landmarks
    } else {
      chunks.push(wholeSource(source.rank))
      room = landmarksPerChunk - source.landmarks
    }
  }
  return chunks
}

interface SourceBlocks {
  readonly rank: number
  readonly landmarks: number
  readonly blocks: readonly FrameBlock[]
}

function groupBySource(blocks: readonly FrameBlock[]): SourceBlocks[] {
  const sources = new Map<number, FrameBlock[]>()
  for (const block of blocks) {
    const ofSource = sources.get(block.rank)
    if (ofSource === undefined) sources.set(block.rank, [block])
    else ofSource.push(block)
  }
  return Array.from(sources, ([rank, blocks]) => ({
    rank,
    landmarks: blocks.reduce((sum, { landmarks }) => sum + landmarks, 0),
    blocks,
  }))
}

function wholeSource(rank: number): TableChunk {
  return { firstRank: rank, lastRank: rank, firstFrame: 0, lastFrame: maxFrame }
}

function cutSource({ rank, blocks }: SourceBlocks, landmarksPerChunk: number): TableChunk[] {
  const starts: number[] = []
  let room = 0
  for (const { firstFrame, landmarks } of blocks) {
    if (landmarks > room) {
      starts.push(firstFrame)
      room = landmarksPerChunk
    }
    room -= landmarks
  }
  return starts.map((firstFrame, index) => ({
    ...{ firstRank: rank, lastRank: rank, firstFrame },
    lastFrame: (starts[index + 1] ?? maxFrame + 1) - 1,
  }))
}
