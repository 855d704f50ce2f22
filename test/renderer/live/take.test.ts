import { once } from 'node:events'
import { MessageChannel as NodeChannel } from 'node:worker_threads'
import { expect, it } from 'vitest'
import type { FrameLandmarks } from '../../../common/landmarks'
import type { RecordingRequest } from '../../../common/recordingProtocol'
import { RecordingClient } from '../../../renderer/live/recording/recordingClient'
import { clockText } from '../../../renderer/live/recording/recordingTexts'
import { Take } from '../../../renderer/live/recording/take'
import { picture } from './frames'

function landmarks(frame: number, subjects: readonly number[]): FrameLandmarks {
  const label = { part: 'hand', topology: 'hand', handedness: null, score: null } as const
  const parts = subjects.map((subject) => ({
    ...{ ...label, subject },
    points: new Float32Array(0),
  }))
  return { frame, timestampUs: Math.round((frame * 1e6) / 30), parts }
}

it('counts frames, times and subjects from where the recording begins', async () => {
  const { port1, port2 } = new NodeChannel()
  const take = new Take(new RecordingClient(port1 as unknown as MessagePort), null, () =>
    Promise.reject(new Error('There is no canvas here')),
  )
  take.addLandmarks(landmarks(99, [7]))
  for (let index = 100; index < 110; index += 1) take.addFrame(picture(index), index)
  take.addLandmarks(landmarks(99, [7]))
  take.addLandmarks(landmarks(103, [9, 7]))
  take.addLandmarks(landmarks(106, [7]))
  void take.finish('stopped')

  const requests: RecordingRequest[] = []
  while (requests.at(-1)?.kind !== 'finish') {
    requests.push(((await once(port2, 'message')) as [RecordingRequest])[0])
  }
  port2.close()
  const sent = requests.flatMap((request) => (request.kind === 'frames' ? request.frames : []))
  expect(
    sent.map(({ frame, timestampUs, parts }) => [
      frame,
      timestampUs,
      parts.map(({ subject }) => subject),
    ]),
  ).toEqual([
    [3, 100_000, [0, 1]],
    [6, 200_000, [1]],
  ])
  expect(requests.at(-1)).toEqual({ kind: 'finish', ending: 'stopped', framesDropped: 8 })
  expect([take.tracked, take.elapsedMs]).toEqual([2, 300])
})

it('tells lengths of time as a clock does', () => {
  expect([0, 7900, 754_000, 3_600_000].map(clockText)).toEqual(['0:00', '0:07', '12:34', '1:00:00'])
})
