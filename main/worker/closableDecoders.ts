import { CustomVideoDecoder, type EncodedPacket } from 'mediabunny'

/**
 * Lets video decoders be closed after an error. Mediabunny 1.61 calls a decoder's methods in a chain
 * of promises: a `decode` that rejects breaks it, `close` is never called, so that FFmpeg's memory
 * stays, and the rejection of that last link, which nobody waits for, ends the process. Here an
 * error is told by `onError`, as the pictures' reader expects it, and breaks nothing. Harmless when
 * called again.
 */
export function keepDecodersClosable(): void {
  if (Object.hasOwn(CustomVideoDecoder.prototype, 'onError')) return
  Object.defineProperty(CustomVideoDecoder.prototype, 'onError', {
    configurable: true,
    // Mediabunny sets it on each decoder that it makes, before any other use.
    set(this: CustomVideoDecoder, onError: OnError) {
      Object.defineProperty(this, 'onError', { value: onError })
      tellErrorsOnce(this, onError)
    },
  })
}

type OnError = CustomVideoDecoder['onError']

function tellErrorsOnce(decoder: CustomVideoDecoder, onError: OnError): void {
  let hasFailed = false
  const attempt = async (run: () => Promise<void> | void): Promise<void> => {
    if (hasFailed) return
    try {
      await run()
    } catch (error) {
      hasFailed = true
      onError(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const init = decoder.init.bind(decoder)
  const decode = decoder.decode.bind(decoder)
  const flush = decoder.flush.bind(decoder)
  decoder.init = () => attempt(init)
  decoder.decode = (packet: EncodedPacket) => attempt(() => decode(packet))
  decoder.flush = () => attempt(flush)
}
