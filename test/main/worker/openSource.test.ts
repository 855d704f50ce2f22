import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { defaultTrackingOptions } from '../../../common/tasks'
import { openSource } from '../../../main/worker/openSource'

it('a file may fail before anybody waits for it, and says why when somebody does', async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown): void => void unhandled.push(error)
  process.on('unhandledRejection', note)
  const job = { id: 1, path: 'emptied.jpg', mediaKind: 'photo' } as const
  const reading = Promise.resolve(Buffer.alloc(0))
  const opening = openSource(job, defaultTrackingOptions('face'), reading)
  await setImmediate()
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
  await expect(opening).rejects.toThrow('emptied.jpg cannot be decoded')
})
