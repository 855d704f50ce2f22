import { Redis } from 'ioredis'
import { sentence, SentenceError, type Sentence } from '../../common/sentence'

const connectTimeoutMs = 5000

/** Redis' own words for somebody it does not let in. */
const refusals = /NOAUTH|WRONGPASS|invalid password|without any password/i

/** OpenSSL's names, by way of Node, for a certificate that nobody we trust has signed, or another host's. */
const distrusts = /^(?:DEPTH_|SELF_SIGNED_|UNABLE_TO_|CERT_|ERR_TLS_CERT_)/

/**
 * Opens a connection that from then on comes back by itself. Rejects with a sentence for people if
 * there is no answer the first time.
 *
 * @param onLost is told, each time, that the connection has gone.
 */
export async function connectToRedis(url: string, onLost: () => void): Promise<Redis> {
  checkUrl(url)
  let isFirstTry = true
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectTimeoutMs,
    // What BullMQ asks for: a command waits for the connection, however long that takes.
    maxRetriesPerRequest: null,
    // RESP3 would answer streams in another shape, and Redis before 6 does not speak it.
    protocol: 2,
    retryStrategy: (times) => (isFirstTry ? null : Math.min(times * 200, 2000)),
  })
  let lastError: Error | undefined
  redis.on('error', (error: Error) => (lastError = error))
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    redis.disconnect()
    throw new SentenceError(whyNot(url, lastError ?? (error as Error)), { cause: error })
  }
  isFirstTry = false
  redis.on('close', onLost)
  return redis
}

/** The address without user and password: neither belongs on a screen or in a log. */
export function shownUrl(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url)
    return `${protocol}//${host}${pathname === '/' ? '' : pathname}`
  } catch {
    return 'this address'
  }
}

/** What is wrong with an address, for people; null if nothing is. */
export function urlProblem(url: string): Sentence | null {
  const isRedis = URL.canParse(url) && /^rediss?:\/\/[^/]/.test(url)
  return isRedis ? null : sentence('sentences.remote.noUrl')
}

function checkUrl(url: string): void {
  const problem = urlProblem(url)
  if (problem !== null) throw new SentenceError(problem)
}

function whyNot(redisUrl: string, error: Error): Sentence {
  const url = shownUrl(redisUrl)
  if (refusals.test(error.message)) return sentence('sentences.remote.refused', { url })
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined && distrusts.test(code)) {
    return sentence('sentences.remote.distrusted', { url, reason: error.message })
  }
  return sentence('sentences.remote.noAnswer', { url })
}
