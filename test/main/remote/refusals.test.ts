import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { photoPaths } from '../../media'
import { isAlive, until } from '../../processes'
import { freePort, startRedis, startTlsRedis, whyNoRedis } from '../../redisServer'
import { startBatch, startRemoteWorker } from '../../remoteProcesses'
import { temporaryFolder } from '../library/libraryFolder'

const missing = whyNoRedis()
const [photo = ''] = photoPaths

/** A second installation: its own program and models, the same packages. Answers its entry. */
function install(folder: string, version: string): string {
  cpSync('out/main', join(folder, 'out/main'), { recursive: true })
  cpSync('resources/models', join(folder, 'resources/models'), { recursive: true })
  symlinkSync(resolve('resources/wasm'), join(folder, 'resources/wasm'))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const facts = JSON.parse(readFileSync('package.json', 'utf8')) as object
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...facts, version }))
  return join(folder, 'out/main/remoteWorker.js')
}

describe('an address', () => {
  it('where nobody answers is told at once, in a sentence', async () => {
    const folder = temporaryFolder()
    const address = `127.0.0.1:${await freePort()}`
    const url = `redis://somebody:secret@${address}`
    const batch = startBatch(folder, photo, '--redis', url, '--out', 'landmarks.csv')
    expect(await batch.ended).toBe(1)
    expect(batch.output()).toContain(
      `No answer from redis://${address}: is the server running and reachable?`,
    )
    expect(batch.output()).not.toContain('secret')
  })

  it('of another kind is refused', async () => {
    const folder = temporaryFolder()
    const batch = startBatch(folder, photo, '--redis', 'http://host', '--out', 'landmarks.csv')
    expect(await batch.ended).toBe(1)
    expect(batch.output()).toContain('The address must be like redis://host:6379')
  })
})

// Without a Redis there is nothing to test with: CI, as root on Debian, installs it.
describe.skipIf(missing !== null)('a server', () => {
  it('that wants another password is told, and the password never shown', async () => {
    const folder = temporaryFolder()
    await using redis = await startRedis(folder, { args: ['--requirepass', 'right'] })
    const url = `redis://:wrong@127.0.0.1:${redis.port}`
    const batch = startBatch(folder, photo, '--redis', url, '--out', 'landmarks.csv')
    expect(await batch.ended).toBe(1)
    expect(batch.output()).toContain(`${redis.url} does not let us in: check the user`)
    expect(batch.output()).not.toContain('wrong')
  })
})

// Without a Redis there is nothing to test with: CI, as root on Debian, installs it.
describe.skipIf(missing !== null)('over TLS', () => {
  it('a certificate that nobody trusts is told; once its authority is named, photos are tracked', async () => {
    const folder = temporaryFolder()
    await using redis = await startTlsRedis(folder)
    const args = [photo, '-t', 'face', '--redis', redis.url, '--out', 'landmarks.csv']
    const distrustful = startBatch(folder, ...args)
    expect(await distrustful.ended).toBe(1)
    expect(distrustful.output()).toContain(
      `The certificate of ${redis.url} is not trusted (self-signed certificate)`,
    )
    vi.stubEnv('NODE_EXTRA_CA_CERTS', redis.certificatePath)
    onTestFinished(() => void vi.unstubAllEnvs())
    await using worker = await startRemoteWorker(join(folder, '1'), redis.url)
    const batch = startBatch(folder, ...args)
    expect([await batch.ended, isAlive(worker.processId)]).toEqual([0, true])
    expect(readFileSync(join(folder, 'landmarks.csv'), 'utf8')).toContain(basename(photo))
  })
})

// Without a Redis there is nothing to test with: CI, as root on Debian, installs it.
describe.skipIf(missing !== null)('a worker', () => {
  it('of another version gets no files, and both versions are told', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'old'))
    const entry = install(join(folder, 'old'), '0.0.1')
    await using redis = await startRedis(folder)
    await using worker = await startRemoteWorker(join(folder, '1'), redis.url, { entry })
    const args = ['-t', 'face', '--redis', redis.url, '--out', 'landmarks.csv']
    await using batch = startBatch(folder, photo, ...args)
    await until(() => /gets no files: it is version 0\.0\.1, this is \d/.test(batch.output()))
    await until(() => batch.output().includes('No worker is seen at redis://127.0.0.1'))
    expect(isAlive(worker.processId)).toBe(true)
  })

  it('with another model fails the file with a sentence that names both', async () => {
    const folder = temporaryFolder()
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    mkdirSync(join(folder, 'other'))
    const entry = install(join(folder, 'other'), version)
    appendFileSync(join(folder, 'other/resources/models/face_landmarker.task'), 'changed')
    await using redis = await startRedis(folder)
    await using worker = await startRemoteWorker(join(folder, '1'), redis.url, { entry })
    const args = ['-t', 'face', '--redis', redis.url, '--out', 'landmarks.csv']
    const batch = startBatch(folder, photo, ...args)
    expect(await batch.ended).toBe(1)
    expect(batch.output()).toMatch(/The worker \S+ \d+ has another face_landmarker\.task than/)
    expect(isAlive(worker.processId)).toBe(true)
  })

  it('reads no file that a mapping would lead to out of its folder', async () => {
    const folder = temporaryFolder()
    const [media, share] = [join(folder, 'media'), join(folder, 'share')]
    for (const path of [media, share]) mkdirSync(path)
    cpSync(photo, join(media, 'photo.jpg'))
    symlinkSync(photo, join(share, 'photo.jpg'))
    await using redis = await startRedis(folder)
    const args = ['--map', `${media}=${share}`]
    await using worker = await startRemoteWorker(join(folder, '1'), redis.url, { args })
    const wanted = ['-t', 'face', '--redis', redis.url, '--out', 'landmarks.csv']
    const batch = startBatch(folder, media, ...wanted)
    expect(await batch.ended).toBe(1)
    expect(batch.output()).toContain(`leads out of the folder ${media} that is shared`)
    expect(isAlive(worker.processId)).toBe(true)
  })
})
