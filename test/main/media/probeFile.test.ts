import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultInputLimits as limits } from '../../../common/inputLimits'
import { inEnglish, sentence } from '../../../common/sentence'
import { findPlace } from '../../../main/media/places'
import { probeFile } from '../../../main/media/probeFile'
import { explainReadError } from '../../../main/media/readErrors'
import { photoPaths } from '../../media'
import { temporaryFolder } from './samples'

describe('probing', () => {
  it('ends with the reason of the signal when aborted', async () => {
    const file = { path: photoPaths[0]!, name: 'photo.jpg', refusal: null }
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(probeFile(file, { limits, signal })).rejects.toThrow('enough')
  })

  it('passes on what the walk found wrong', async () => {
    const refusal = { reason: 'hidden', explanation: 'It is hidden.' } as const
    const file = { path: photoPaths[0]!, name: '.photo.jpg' }
    expect(await probeFile({ ...file, refusal }, { limits })).toEqual({
      kind: 'refused',
      file: { ...file, ...refusal, sizeBytes: 144_516 },
    })
  })
})

describe('what cannot be read', () => {
  it('is explained as a dangling link if it is one', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'link.jpg')
    await symlink('nowhere.jpg', path)
    const explanation = sentence('sentences.media.danglingLink')
    const refusal = { reason: 'unreadable', explanation }
    expect(await findPlace(path)).toEqual({ kind: 'refused', path, realPath: path, refusal })
  })

  it('is explained by the code of the system, with a way out for every code', () => {
    const codes = ['EACCES', 'EIO', 'EXOTIC']
    const errors = codes.map((code) => Object.assign(new Error('open failed'), { code }))
    expect(errors.map((error) => inEnglish(explainReadError(error)))).toEqual([
      'You have no permission to read it: change its permissions, or copy it to a folder of yours.',
      'The drive reports an error in reading it: copy it again from another place.',
      'It cannot be read (EXOTIC): copy it to another place, then add it again.',
    ])
  })
})
