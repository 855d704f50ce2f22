import { execFile } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  serviceJobListSchema,
  serviceJobSchema,
  type ServiceJob,
} from '../../../common/service/job'
import type { Service } from '../../../main/service/service'
import { makePhotoFolder } from '../../app/folders'
import { constantRate, makeVideo, photoPaths } from '../../media'
import { TestLine } from '../background/testLine'
import { temporaryFolder } from '../library/libraryFolder'
import { jobsOn, startService, token } from './testService'

const authorization = `Bearer ${token}`
/** A model takes a while to load. */
const patience = { timeout: 30_000 }

function ask(service: Service, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization, ...(init.headers as Record<string, string> | undefined) }
  return fetch(`${service.address}${path}`, { ...init, headers })
}

function postPath(service: Service, path: string, query = ''): Promise<Response> {
  return ask(service, `/v1/jobs${query}`, {
    ...{ method: 'POST', body: JSON.stringify({ path }) },
    headers: { 'content-type': 'application/json' },
  })
}

function postFile(service: Service, path: string, query = ''): Promise<Response> {
  const body = new Uint8Array(readFileSync(path))
  const headers = { 'content-type': 'application/octet-stream' }
  return ask(service, `/v1/jobs${query}`, { method: 'POST', body, headers })
}

async function jobIn(response: Response): Promise<ServiceJob> {
  return serviceJobSchema.parse(await response.json())
}

async function problemIn(response: Response): Promise<[number, string]> {
  return [response.status, ((await response.json()) as { detail: string }).detail]
}

/** The job as server-sent events tell it, to its end. */
async function follow(service: Service, id: number): Promise<ServiceJob[]> {
  const response = await ask(service, `/v1/jobs/${id}`, {
    headers: { accept: 'text/event-stream' },
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const events = (await response.text()).split('\n\n').filter((event) => event.startsWith('data: '))
  return events.map((event) => serviceJobSchema.parse(JSON.parse(event.slice('data: '.length))))
}

const shortVideo = () =>
  makeVideo({
    ...{ name: 'job.mp4', codec: 'avc', photo: 4, widthPx: 640, heightPx: 360 },
    timestampsS: constantRate(40, 20),
  })

describe('a job', () => {
  it('of a folder has the CSV that the command line writes of it', async () => {
    const folder = makePhotoFolder(4)
    const service = await startService({ allowedFolders: () => [folder] })
    const posted = await postPath(service, folder, '?task=face')
    expect(posted.status).toBe(202)
    const { id, state } = await jobIn(posted)
    expect(posted.headers.get('location')).toBe(`/v1/jobs/${id}`)
    expect(['waiting', 'running']).toContain(state)
    const early = await ask(service, `/v1/jobs/${id}/result`)
    expect(early.status).toBe(409)

    const states = await follow(service, id)
    expect(states.at(-1)).toMatchObject({
      ...{ state: 'done', task: 'face', progress: 1, problems: [] },
      files: { done: 4, waiting: 0, failed: 0 },
    })
    const result = await ask(service, `/v1/jobs/${id}/result`)
    expect(result.headers.get('content-type')).toContain('text/csv')
    const out = join(temporaryFolder(), 'out.csv')
    const cli = ['out/main/cli.js', folder, '--task', 'face', '--workers', '1', '--out', out]
    await promisify(execFile)(process.execPath, cli)
    expect(await result.text()).toBe(readFileSync(out, 'utf8'))
    const wide = await (await ask(service, `/v1/jobs/${id}/result?shape=wide`)).text()
    expect(wide.split('\r\n')[0]).toContain('face_000_x')
  })

  it('of a video that came with it is followed to its end by events, and can be forgotten', async () => {
    const dataFolder = temporaryFolder()
    const running = await TestLine.open(dataFolder)
    const service = await startService({ jobs: jobsOn(running, dataFolder) })
    const { id } = await jobIn(await postFile(service, await shortVideo(), '?task=pose&stride=2'))
    const states = await follow(service, id)
    expect(states.length).toBeGreaterThan(1)
    expect(states.at(-1)).toMatchObject({ state: 'done', files: { done: 1 } })
    const progress = states.map((each) => each.progress)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    const csv = await (await ask(service, `/v1/jobs/${id}/result?shape=wide`)).text()
    expect(csv.trimEnd().split('\r\n').length).toBeGreaterThan(20)
    const uploads = () => readdir(join(dataFolder, 'uploads'))
    expect(await uploads()).toHaveLength(1)

    expect((await ask(service, `/v1/jobs/${id}?forget=true`, { method: 'DELETE' })).status).toBe(
      204,
    )
    expect(await uploads()).toEqual([])
    expect((await ask(service, `/v1/jobs/${id}`)).status).toBe(404)
    expect((await running.library.entries.list()).entries).toEqual([])
  })

  it('is stopped by whoever does not want it any more; what is done of it stays', async () => {
    const folder = makePhotoFolder(30)
    const service = await startService({ allowedFolders: () => [folder] })
    const { id } = await jobIn(await postPath(service, folder, '?task=face'))
    const read = async () => jobIn(await ask(service, `/v1/jobs/${id}`))
    await expect.poll(async () => (await read()).files.done, patience).toBeGreaterThan(0)
    const cancelled = await jobIn(await ask(service, `/v1/jobs/${id}`, { method: 'DELETE' }))
    expect(cancelled.state).toBe('cancelled')
    expect(cancelled.files.done + cancelled.files.cancelled).toBe(30)
    const { jobs } = serviceJobListSchema.parse(await (await ask(service, '/v1/jobs')).json())
    expect(jobs).toEqual([cancelled])
    const csv = await (await ask(service, `/v1/jobs/${id}/result`)).text()
    expect(csv).toContain('face_000')
  })

  it('goes on after the service has been stopped in the middle of it', async () => {
    const [dataFolder, folder] = [temporaryFolder(), makePhotoFolder(12)]
    const allowedFolders = () => [folder]
    const before = await TestLine.open(dataFolder)
    const first = await startService({ jobs: jobsOn(before, dataFolder), allowedFolders })
    const { id } = await jobIn(await postPath(first, folder, '?task=face'))
    const read = async () => jobIn(await ask(first, `/v1/jobs/${id}`))
    await expect.poll(async () => (await read()).files.done, patience).toBeGreaterThan(2)
    await first.stop()
    await before.close()

    const after = await TestLine.open(dataFolder)
    const second = await startService({ jobs: jobsOn(after, dataFolder), allowedFolders })
    await after.line.recover()
    const states = await follow(second, id)
    expect(states.at(-1)).toMatchObject({ state: 'done', files: { done: 12 } })
  })

  it('of nothing that can be tracked has failed, and says why', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'broken.jpg'), readFileSync(photoPaths[0]!).subarray(0, 3000))
    const service = await startService({ allowedFolders: () => [folder] })
    const { id } = await jobIn(await postPath(service, folder))
    const last = (await follow(service, id)).at(-1)
    expect(last).toMatchObject({ state: 'failed', files: { refused: 1 } })
    expect(last?.problems[0]).toMatchObject({
      file: expect.stringContaining('broken.jpg') as string,
    })
    const [status, detail] = await problemIn(await ask(service, `/v1/jobs/${id}/result`))
    expect([status, detail]).toEqual([409, expect.stringContaining('no file of it was tracked')])
  })
})

describe('nothing is tracked', () => {
  it('of what lies outside the allowed folders, whichever way leads there', async () => {
    const [allowed, secret] = [makePhotoFolder(1), makePhotoFolder(1)]
    symlinkSync(secret, join(allowed, 'way-out'))
    const service = await startService({ allowedFolders: () => [allowed] })
    const outside = [403, expect.stringContaining('in none of the allowed folders')]
    for (const path of [secret, join(allowed, '..'), join(allowed, 'way-out'), `${allowed}2`]) {
      expect(await problemIn(await postPath(service, path)), path).toEqual(outside)
    }
    // Of what lies outside, not even whether it is there is told.
    expect(await problemIn(await postPath(service, join(secret, 'missing')))).toEqual(outside)
    expect((await postPath(service, join(allowed, 'missing'))).status).toBe(404)
    expect((await postPath(service, 'photos')).status).toBe(400)
    const { id } = await jobIn(await postPath(service, allowed, '?task=face'))
    expect((await follow(service, id)).at(-1)).toMatchObject({ files: { done: 1, refused: 1 } })
  })

  it('by path where no folder is allowed; the answer says how to allow one', async () => {
    const service = await startService()
    const [status, detail] = await problemIn(await postPath(service, makePhotoFolder(1)))
    expect([status, detail]).toEqual([403, expect.stringContaining('--allow')])
  })

  it('for those without the token, nor of what is no photo or video', async () => {
    const service = await startService()
    const { address } = service
    for (const path of ['/v1/jobs', '/v1/jobs/1', '/v1/jobs/1/result']) {
      expect((await fetch(`${address}${path}`)).status, path).toBe(401)
    }
    const headers = { 'content-type': 'application/octet-stream' }
    const text = await ask(service, '/v1/jobs', { method: 'POST', body: 'text', headers })
    expect((await problemIn(text))[0]).toBe(415)
    expect((await ask(service, '/v1/jobs/7')).status).toBe(404)
    expect((await ask(service, '/v1/jobs/no-number')).status).toBe(400)
    expect((await postFile(service, photoPaths[0]!, '?stride=2&frames_per_second=5')).status).toBe(
      400,
    )
  })

  it('while too many wait: they are turned away and told when to ask again', async () => {
    const [dataFolder, folder] = [temporaryFolder(), makePhotoFolder(2)]
    const held = await TestLine.open(dataFolder)
    held.line.hold()
    const jobs = jobsOn(held, dataFolder, 2)
    const service = await startService({ jobs, allowedFolders: () => [folder] })
    const statuses: number[] = []
    for (let count = 0; count < 3; count += 1) {
      const response = await postPath(service, folder, '?task=face')
      statuses.push(response.status)
      if (response.status === 429) expect(response.headers.get('retry-after')).toBe('10')
    }
    expect(statuses).toEqual([202, 202, 429])
  })
})
