import { expect, it } from 'vitest'
import { planChunks } from '../../../main/export/tableChunks'

const maxFrame = 2 ** 32 - 1

function block(rank: number, landmarks: number, firstFrame = 0) {
  return { rank, firstFrame, landmarks }
}

it('small sources share a chunk as long as there is room', () => {
  const blocks = [block(0, 40), block(1, 40), block(2, 40), block(5, 60)]
  expect(planChunks(blocks, 100)).toEqual([
    { firstRank: 0, lastRank: 1, firstFrame: 0, lastFrame: maxFrame },
    { firstRank: 2, lastRank: 5, firstFrame: 0, lastFrame: maxFrame },
  ])
})

it('a large source is cut between its frames', () => {
  const blocks = [
    block(0, 10),
    ...[block(1, 60), block(1, 30, 64), block(1, 60, 128), block(1, 250, 640)],
    block(2, 10),
  ]
  expect(planChunks(blocks, 100)).toEqual([
    { firstRank: 0, lastRank: 0, firstFrame: 0, lastFrame: maxFrame },
    { firstRank: 1, lastRank: 1, firstFrame: 0, lastFrame: 127 },
    { firstRank: 1, lastRank: 1, firstFrame: 128, lastFrame: 639 },
    { firstRank: 1, lastRank: 1, firstFrame: 640, lastFrame: maxFrame },
    { firstRank: 2, lastRank: 2, firstFrame: 0, lastFrame: maxFrame },
  ])
})

it('nothing needs no chunk', () => {
  expect(planChunks([], 100)).toEqual([])
})
