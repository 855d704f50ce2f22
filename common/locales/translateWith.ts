import type { Translate } from './messages'

/** How a message is looked up, in one process or another. */
export interface MessageLookup {
  /** @param plural what chooses between the singular and the plural; undefined where there is no count. */
  readonly find: (
    key: string,
    named: Readonly<Record<string, string | number>>,
    plural?: number,
  ) => string
  /** A count as the language writes it. */
  readonly countText: (count: number) => string
}

/** A number named `count` chooses the plural, and is shown as people write it. */
export function translateWith({ find, countText }: MessageLookup): Translate {
  return (key, ...[values]) => {
    const named: Readonly<Record<string, string | number>> = values ?? {}
    const { count } = named
    if (typeof count !== 'number') return find(key, named)
    return find(key, { ...named, count: countText(count) }, count)
  }
}
