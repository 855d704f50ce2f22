import { createRequire } from 'node:module'
import { expect, test, vi } from 'vitest'
import type { TopologyId } from '../../../common/landmarks'
import { topologies } from '../../../common/topologies'
import { faceMesh } from '../../../common/drawing/faceMesh'

interface Connection {
  readonly start: number
  readonly end: number
}
type Published = Readonly<Record<string, Readonly<Record<string, readonly Connection[]>>>>

// The bundle was made for a page and looks for its global name.
vi.stubGlobal('self', globalThis)
const mediapipe = createRequire(import.meta.url)('@mediapipe/tasks-vision') as Published

/** Each pair once, whichever way round, in order. */
function pairsOf(pairs: readonly (readonly [number, number])[]): readonly string[] {
  return [...new Set(pairs.map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`))].sort()
}

function drawnPairs(topology: TopologyId): readonly string[] {
  return pairsOf(topologies[topology].chains.flatMap(({ landmarks }) => pairsAlong(landmarks)))
}

function pairsAlong(landmarks: readonly number[]): readonly (readonly [number, number])[] {
  return landmarks.slice(1).map((to, index) => [landmarks[index] ?? -1, to] as const)
}

function publishedPairs(owner: string, ...names: readonly string[]): readonly string[] {
  const lists = names.flatMap((name) => mediapipe[owner]?.[name] ?? [])
  return pairsOf(lists.map(({ start, end }) => [start, end] as const))
}

test('hands are joined as MediaPipe publishes it', () => {
  expect(drawnPairs('hand')).toEqual(publishedPairs('HandLandmarker', 'HAND_CONNECTIONS'))
})

test('bodies are joined as MediaPipe publishes it', () => {
  expect(drawnPairs('pose')).toEqual(publishedPairs('PoseLandmarker', 'POSE_CONNECTIONS'))
})

test('faces are joined as MediaPipe publishes it, irises included', () => {
  expect(drawnPairs('face')).toEqual(
    publishedPairs(
      'FaceLandmarker',
      'FACE_LANDMARKS_CONTOURS',
      'FACE_LANDMARKS_LEFT_IRIS',
      'FACE_LANDMARKS_RIGHT_IRIS',
    ),
  )
})

test('the mesh of a face has each line that MediaPipe publishes, once', () => {
  const pairs = faceMesh.flatMap(pairsAlong)
  const published = publishedPairs('FaceLandmarker', 'FACE_LANDMARKS_TESSELATION')
  expect([pairsOf(pairs), pairs.length]).toEqual([published, published.length])
})
