import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sentenceOf } from '../common/errors'
import { sentence, SentenceError } from '../common/sentence'
import { modelFileName, modelVariants, tasks, type TrackingOptions } from '../common/tasks'

export interface Model {
  readonly path: string
  readonly fileName: string
  readonly sha256: string
  /** `own`: a bundle that the user put into the app's models folder; it wins over the built one. */
  readonly origin: 'built-in' | 'own'
}

export interface ModelFolders {
  readonly builtIn: string
  /** The user's own; undefined for none. It need not exist. */
  readonly own?: string | undefined
}

/** Every name that a model bundle can have. */
export const modelFileNames: ReadonlySet<string> = new Set(
  tasks.flatMap((task) =>
    modelVariants.map((modelVariant) => modelFileName({ task, modelVariant })),
  ),
)

/** Where a bundle may lie, the place that wins first. */
export function modelPlaces(
  fileName: string,
  { own, builtIn }: ModelFolders,
): readonly Pick<Model, 'path' | 'origin'>[] {
  const places = own === undefined ? [] : [{ path: join(own, fileName), origin: 'own' } as const]
  return [...places, { path: join(builtIn, fileName), origin: 'built-in' }]
}

/**
 * Finds the model bundle that these options need.
 *
 * @throws with a sentence for people if there is none.
 */
export async function findModel(
  options: Pick<TrackingOptions, 'task' | 'modelVariant'>,
  folders: ModelFolders,
): Promise<Model> {
  const fileName = modelFileName(options)
  for (const { path, origin } of modelPlaces(fileName, folders)) {
    const model = await readModel(path, origin, fileName)
    if (model !== undefined) return model
  }
  throw new SentenceError(sentence('sentences.model.missing', { name: fileName }))
}

async function readModel(
  path: string,
  origin: Model['origin'],
  fileName: string,
): Promise<Model | undefined> {
  try {
    const sha256 = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    return { path, fileName, sha256, origin }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    const said = sentence('sentences.model.unread', { path, reason: sentenceOf(error) })
    throw new SentenceError(said, { cause: error })
  }
}
