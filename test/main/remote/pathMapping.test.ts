import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findMapped, readPathMapping } from '../../../main/remote/pathMapping'
import { temporaryFolder } from '../library/libraryFolder'

/** A shared folder with a file in a folder, beside a file that is not shared. */
function makeShare(): { readonly ours: string; readonly clip: string } {
  const folder = temporaryFolder()
  const ours = join(folder, 'share')
  mkdirSync(join(ours, 'day 1'), { recursive: true })
  const clip = join(ours, 'day 1', 'clip.mp4')
  writeFileSync(clip, '')
  writeFileSync(join(folder, 'secret'), '')
  symlinkSync(join(folder, 'secret'), join(ours, 'link.mp4'))
  return { ours, clip }
}

describe('a mapping', () => {
  it('leads to the file of another machine, whichever slashes that one has', async () => {
    const { ours, clip } = makeShare()
    expect([
      await findMapped('/mnt/videos/day 1/clip.mp4', [{ theirs: '/mnt/videos/', ours }]),
      await findMapped('V:\\videos\\day 1\\clip.mp4', [{ theirs: 'V:\\videos', ours }]),
    ]).toEqual([clip, clip])
  })

  it('leads nowhere for a file that is not there, or another folder of a similar name', async () => {
    const { ours } = makeShare()
    const mappings = [{ theirs: '/mnt/videos', ours }]
    expect([
      await findMapped('/mnt/videos/none.mp4', mappings),
      await findMapped('/mnt/videos2/day 1/clip.mp4', mappings),
    ]).toEqual([undefined, undefined])
  })

  it.each(['/mnt/videos/../secret', '/mnt/videos/day 1/../../secret', '/mnt/videos/link.mp4'])(
    'never leads out of its folder: %s is refused in a sentence',
    async (path) => {
      const { ours } = makeShare()
      await expect(findMapped(path, [{ theirs: '/mnt/videos', ours }])).rejects.toThrow(
        `${path} leads out of the folder /mnt/videos that is shared: it is not read.`,
      )
    },
  )

  it('is written as theirs=ours', () => {
    expect([readPathMapping('/a=/b'), readPathMapping('/a')]).toEqual([
      { theirs: '/a', ours: '/b' },
      undefined,
    ])
  })
})
