import type { Redis } from 'ioredis'
import { open } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { uploadKey } from './names'

const chunkBytes = 16_000_000
/** Chunks that may lie in Redis: one is being written while the next one comes. */
const mostChunks = 2
const lookAgainMs = 20
const expiryMs = 60_000

/**
 * Sends a file to a worker that cannot read it where it lies, in pieces. Rejects if it cannot be read.
 *
 * @param isWanted says whether the worker still has the job.
 */
export async function sendFile(
  redis: Redis,
  token: string,
  path: string,
  isWanted: () => boolean,
): Promise<void> {
  const key = uploadKey(token)
  const file = await open(path)
  try {
    while (isWanted()) {
      if ((await redis.llen(key)) >= mostChunks) {
        await setTimeout(lookAgainMs)
        continue
      }
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkBytes))
      // An empty piece is the end.
      await redis.multi().rpush(key, buffer.subarray(0, bytesRead)).pexpire(key, expiryMs).exec()
      if (bytesRead === 0) return
    }
  } finally {
    await file.close()
  }
}
