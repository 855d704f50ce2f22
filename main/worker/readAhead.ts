/**
 * The same items in the same order, but the next one is asked for while the present one is in use.
 * Leaving the loop early ends `items` too.
 */
export async function* readAhead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = items.next()
  try {
    for (let result = await next; !result.done; result = await next) {
      next = items.next()
      // If the loop is left, nobody awaits this one.
      next.catch(() => undefined)
      yield result.value
    }
  } finally {
    await items.return(undefined)
  }
}
