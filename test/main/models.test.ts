import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { findModel } from '../../main/models'

import { modelsFolder } from '../processes'
import { temporaryFolder } from './library/libraryFolder'

const hands = { task: 'hands', modelVariant: 'lite' } as const
const fileName = 'hand_landmarker.task'

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

describe('the model of a task', () => {
  let own: string

  beforeEach(() => {
    own = temporaryFolder()
  })

  it('is the built one, and its hash is that of its bytes', async () => {
    const path = join(modelsFolder, fileName)
    expect(await findModel(hands, { builtIn: modelsFolder, own })).toEqual({
      path,
      fileName,
      sha256: sha256(readFileSync(path)),
      origin: 'built-in',
    })
  })

  it('is the one that the user put into a folder of their own, if there is one', async () => {
    const path = join(own, fileName)
    writeFileSync(path, 'my own model')
    expect(await findModel(hands, { builtIn: modelsFolder, own })).toEqual({
      path,
      fileName,
      sha256: sha256('my own model'),
      origin: 'own',
    })
  })

  it('need not be looked for in a folder that does not exist', async () => {
    const folders = { builtIn: modelsFolder, own: join(own, 'not there') }
    expect((await findModel(hands, folders)).origin).toBe('built-in')
  })

  it('belongs to the variant, where the task has variants', async () => {
    const pose = { task: 'pose', modelVariant: 'heavy' } as const
    const found = await findModel(pose, { builtIn: modelsFolder })
    expect(found.fileName).toBe('pose_landmarker_heavy.task')
  })

  it('that is missing is named, with the command that builds it', async () => {
    const answer = findModel(hands, { builtIn: temporaryFolder() })
    await expect(answer).rejects.toThrow(
      `The model ${fileName} is missing. Run "npm run setup" to build it.`,
    )
  })

  it('that cannot be read is not passed over in silence', async () => {
    mkdirSync(join(own, fileName))
    const answer = findModel(hands, { builtIn: modelsFolder, own })
    await expect(answer).rejects.toThrow(`The model ${join(own, fileName)} cannot be read`)
  })
})
