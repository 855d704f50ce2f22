import { resolve } from 'node:path'
import type { CameraScene } from './fakeCamera'

/** What cameras of the tests see. */
export const scenes = {
  oneHand: { name: 'one-hand', photo: 5, view: { x: 0.42, y: 0.45, width: 0.5 } },
  twoHands: { name: 'two-hands', photo: 4, view: { x: 0.18, y: 0.24, width: 0.4 } },
  face: { name: 'face', photo: 4, view: { x: 0.08, y: 0.02, width: 0.32 } },
  people: { name: 'people', photo: 4 },
  /** Of the photographs that the tests may use where they are at hand. */
  body: {
    name: 'standing-body',
    photo: resolve('../shared/media/pose_test_image.jpg'),
    view: { x: -0.1, y: 0, width: 1.2 },
  },
  nobody: { name: 'nobody' },
} as const satisfies Record<string, CameraScene>
