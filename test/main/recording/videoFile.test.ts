import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { VideoFile } from '../../../main/recording/videoFile'
import { VideoSession } from '../../../main/recording/videoSession'
import { until } from '../../processes'
import { temporaryFolder } from '../library/libraryFolder'
import { videoEnd } from './recordingPage'

async function startVideo(folder = join(temporaryFolder(), 'new', 'videos')) {
  const file = await VideoFile.create(folder, 'A wave')
  const page = videoEnd()
  const session = new VideoSession(file, page.main, () => undefined)
  return { page, session, path: file.path, folder }
}

const written = { kind: 'written' } as const

function write(position: number, ...bytes: number[]) {
  return { kind: 'write', position, bytes: Uint8Array.from(bytes) } as const
}

describe('a video', () => {
  it('is written at its positions, in order, and answered each time', async () => {
    const { page, session, path, folder } = await startVideo()
    expect(path).toBe(join(folder, 'A wave.webm'))
    page.send(write(0, 9, 9, 9), write(3, 4, 5), write(0, 1, 2), write(7, 8), { kind: 'end' })
    expect(await page.answered(5)).toEqual(Array.from({ length: 5 }, () => written))
    await session.ended
    expect([...readFileSync(path)]).toEqual([1, 2, 9, 4, 5, 0, 0, 8])
    await until(() => page.isClosed)
  })

  it('keeps all that came before its port closed', async () => {
    const { page, session, path } = await startVideo()
    for (let position = 0; position < 100; position++) page.send(write(position, position))
    page.close()
    await session.ended
    expect([...readFileSync(path)]).toEqual(Array.from({ length: 100 }, (_, index) => index))
  })

  it('without a byte leaves no file', async () => {
    const { page, session, folder } = await startVideo()
    page.close()
    await session.ended
    expect(readdirSync(folder)).toEqual([])
  })

  it('gets a number where its name is taken', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'A wave.webm'), 'older')
    const videos = [await startVideo(folder), await startVideo(folder)]
    expect(videos.map(({ path }) => path)).toEqual([
      join(folder, 'A wave 2.webm'),
      join(folder, 'A wave 3.webm'),
    ])
    for (const { session } of videos) await session.close()
    expect(readFileSync(join(folder, 'A wave.webm'), 'utf8')).toBe('older')
  })

  it.each<[what: string, message: unknown, reason: RegExp]>([
    ['far beyond its end', write(2 ** 26 + 2, 1), /none can follow at 67108866/],
    ['before its start', write(-1, 1), /does not fit/],
    ['with no bytes', null, /does not fit/],
    ['with a path', { kind: 'write', position: 0, bytes: '/etc' }, /does not fit/],
  ])('takes nothing more after a message %s', async (_what, message, reason) => {
    const { page, session, path } = await startVideo()
    page.send(write(0, 1))
    page.sendAnything(message)
    page.send(write(1, 2), { kind: 'end' })
    const failed = { kind: 'failed', error: { message: expect.stringMatching(reason) as string } }
    expect(await page.answered(4)).toMatchObject([written, failed, failed, failed])
    await session.ended
    expect([...readFileSync(path)]).toEqual([1])
    page.close()
  })

  it('that cannot be made says why', async () => {
    const folder = join(temporaryFolder(), 'a file')
    writeFileSync(folder, '')
    await expect(VideoFile.create(folder, 'x')).rejects.toThrow(
      `${join(folder, 'x.webm')} could not be written.`,
    )
  })
})
