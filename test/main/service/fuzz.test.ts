import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import fc, { type Arbitrary } from 'fast-check'
import { expect, it } from 'vitest'
import { jobPathSchema } from '../../../common/service/job'
import { openApi } from '../../../main/service/openApi'
import type { Service } from '../../../main/service/service'
import { photoPaths } from '../../media'
import { fuzzSeed, misfits } from '../../misfits'
import { post, startService, token } from './testService'

interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const authorization = `Bearer ${token}`
const runs = { seed: fuzzSeed, numRuns: 150 }

type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Every route that the service tells of, with some id where one belongs. */
const routes = Object.entries(openApi('1.2.3').paths as Paths).flatMap(([path, operations]) =>
  Object.keys(operations)
    .filter((method) => method !== 'parameters')
    .map((method) => ({ method: method.toUpperCase(), path: path.replace('{id}', '7') })),
)
const guarded = routes.filter(({ path }) => path !== '/v1/health')

const json = { 'content-type': 'application/json' }
const ofAnyRoute = fc.constantFrom(...routes)
const ofAnyGuardedRoute = fc.constantFrom(...guarded)
/** What may stand in a header. */
const headerText = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/)
const anyBody = fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes))
const oddName = fc.oneof(
  fc.webSegment(),
  fc.constantFrom('..', '%2e%2e', '%2f', '%00', '-1', '1e3', 'NaN', '9'.repeat(400)),
)

const fromOtherHosts = fc
  .record({ route: ofAnyRoute, host: fc.oneof(fc.domain(), fc.ipV4(), headerText), body: anyBody })
  .filter(({ host }) => !/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host))
  .map(({ route, host, body }) => ({ ...route, headers: { host, authorization }, body }))

const withOtherTokens = fc
  .record({ route: ofAnyGuardedRoute, guess: headerText, body: anyBody })
  .filter(({ guess }) => guess !== authorization)
  .map(({ route, guess, body }) => ({ ...route, headers: { authorization: guess }, body }))

const fromOtherPages = fc
  .record({ route: ofAnyGuardedRoute, origin: fc.webUrl(), body: anyBody })
  .map(({ route, origin, body }) => ({ ...route, headers: { authorization, origin }, body }))

const toOtherPaths = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
    names: fc.array(oddName, { minLength: 1, maxLength: 4 }),
    folder: fc.constantFrom('/', '/v1/', '/v1/jobs/x/', '/v2/'),
    body: anyBody,
  })
  .map(({ method, names, folder, body }) => ({
    ...{ method, path: folder + names.join('/'), headers: { authorization }, body },
  }))

const withOtherBodies = fc
  .oneof(
    misfits(jobPathSchema).map((value) => stringified(value)),
    fc.string(),
  )
  .map((text) => ({ method: 'POST', path: '/v1/jobs', headers: { authorization, ...json }, text }))
  .filter(({ text }) => !fitsPath(text))
  .map(({ text, ...rest }) => ({ ...rest, body: Buffer.from(text) }))

const withOtherFiles = fc
  .record({
    path: fc.constantFrom('/v1/detect', '/v1/jobs'),
    type: fc.constantFrom('image/jpeg', 'video/mp4', 'multipart/form-data; boundary=x', 'x/y'),
    body: anyBody,
  })
  .map(({ path, type, body }) => ({
    ...{ method: 'POST', path, headers: { authorization, 'content-type': type }, body },
  }))

const withOtherQueries = fc
  .record({
    path: fc.constantFrom('/v1/detect', '/v1/jobs'),
    name: fc.constantFrom('task', 'model', 'max_subjects', 'stride', 'min_tracking_confidence'),
    value: fc.webQueryParameters(),
  })
  .map(({ path, name, value }) => ({
    ...{ method: 'POST', path: `${path}?${name}=x${value}`, headers: { authorization } },
    body: Buffer.from('no picture'),
  }))

it.each([
  ['that names another host', fromOtherHosts, [400, 403]],
  ['without the token', withOtherTokens, [401]],
  ['of a page of another origin', fromOtherPages, [403]],
  ['to a path that is none', toOtherPaths, [400, 404]],
  ['with a body of the wrong shape', withOtherBodies, [400, 403, 413]],
  ['with a file that is none', withOtherFiles, [400, 413, 415, 422]],
  ['with a query that does not fit', withOtherQueries, [400, 415, 422]],
] as const satisfies readonly (readonly [string, Arbitrary<Asked>, readonly number[]])[])(
  `a request %s is refused, and nothing is done (seed ${fuzzSeed})`,
  async (_name, arbitrary: Arbitrary<Asked>, statuses: readonly number[]) => {
    const service = await startService()
    const answers = await Promise.all(
      fc.sample(arbitrary, runs).map(async (asked) => ({ asked, ...(await send(service, asked)) })),
    )
    expect(answers.filter(({ status }) => !statuses.includes(status))).toEqual([])
    const jobs = await send(service, { ...{ method: 'GET', path: '/v1/jobs' }, ...asOwner })
    expect(JSON.parse(jobs.text)).toEqual({ jobs: [] })
    const answer = await post(service, new Uint8Array(readFileSync(photoPaths[3]!)), '?task=face')
    expect(answer.status).toBe(200)
  },
)

const asOwner = { headers: { authorization }, body: Buffer.alloc(0) }

/** Sends a request as it is, whatever its Host header says. */
function send(
  service: Service,
  { method, path, headers, body }: Asked,
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(service.address)
  const framed = { ...headers, 'content-length': String(body.length) }
  return new Promise((resolve, reject) => {
    const sent = request(
      { method, path, hostname, port, headers: framed, agent: false },
      (answer) => {
        let text = ''
        answer.on('data', (data: Buffer) => (text += data.toString()))
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }))
        answer.once('error', reject)
      },
    )
    // Who is refused before the body may find the line closed while still sending it.
    sent.once('error', (error: NodeJS.ErrnoException) => reject(error))
    sent.end(body)
  })
}

/** What JSON makes of a value; of what it has no word for, another text. */
function stringified(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined'
  } catch {
    return '{'
  }
}

function fitsPath(text: string): boolean {
  try {
    return jobPathSchema.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}
