import { readFile, writeFile } from 'node:fs/promises'
import { randomBelow, type RandomBelow } from '../random'

/** How a specimen may end in a batch. `anyhow`: as the chance of its damage has it. */
export type Fate = 'done' | 'refused' | 'failed' | 'anyhow'

/** One file, link or folder of the corpus, not yet written. */
export interface Specimen {
  /** What is special about it; several specimens are of one kind. */
  readonly kind: string
  /** As a batch lists it. */
  readonly name: string
  readonly fate: Fate
  /** Writes it to a path that ends in its name. */
  readonly write: (path: string) => Promise<unknown>
  /** What happens to it between being found and being done; at the latest when it is in work. */
  readonly change?: { readonly when: 'queued' | 'running'; readonly apply: (path: string) => void }
}

export type Content = () => Uint8Array | Promise<Uint8Array>

/** A specimen that is a file with some content. */
export function file(kind: string, name: string, fate: Fate, content: Content): Specimen {
  return { kind, name, fate, write: async (path) => writeFile(path, await content()) }
}

/** The file again and again, each time with a tenth more of it left: nine specimens. */
export function cutAtEachTenth(kind: string, name: string, fate: Fate, whole: Content): Specimen[] {
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenths) =>
    file(kind, `cut at ${tenths} tenths, ${name}`, fate, async () => {
      const bytes = await whole()
      return bytes.subarray(0, Math.floor((bytes.length * tenths) / 10))
    }),
  )
}

/** As many copies as asked for, each damaged at random by the seed and its own name. */
export function damaged(
  kind: string,
  names: readonly string[],
  seed: number,
  content: Content,
  damage: (bytes: Buffer, random: RandomBelow) => void,
): Specimen[] {
  return names.map((name) =>
    file(kind, name, 'anyhow', async () => {
      const bytes = Buffer.from(await content())
      damage(bytes, randomBelow(seed, name))
      return bytes
    }),
  )
}

/** `cat 1.jpg`, `cat 2.jpg` and so on. */
export function numbered(count: number, words: string, extension: string): string[] {
  return Array.from({ length: count }, (_, index) => `${words} ${index + 1}.${extension}`)
}

/** The content of a file, read once however many specimens are made of it. */
export function once(make: () => Promise<Uint8Array | string>): () => Promise<Buffer> {
  let made: Promise<Buffer> | undefined
  const read = async () => {
    const bytesOrPath = await make()
    return typeof bytesOrPath === 'string' ? readFile(bytesOrPath) : Buffer.from(bytesOrPath)
  }
  return () => (made ??= read())
}
