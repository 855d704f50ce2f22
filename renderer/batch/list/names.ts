/** A file's name in the pieces that give way one after another where room is short. */
export interface NamePieces {
  /** With its last slash; empty for a file that was added by itself. */
  readonly folder: string
  readonly start: string
  /** What is always shown: the end of a long name tells it from its neighbours. */
  readonly end: string
}

const longName = 28
const endLength = 12

/** Splits a file's name so that a long one can lose its middle. */
export function namePieces(name: string): NamePieces {
  const slash = name.lastIndexOf('/') + 1
  const file = name.slice(slash)
  const characters = [...file]
  const startLength = characters.length > longName ? characters.length - endLength : file.length
  return {
    folder: name.slice(0, slash),
    start: characters.slice(0, startLength).join(''),
    end: characters.slice(startLength).join(''),
  }
}
