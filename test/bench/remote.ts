import { join } from 'node:path'
import { tasks } from '../../common/tasks'
import { makeFolder, makePhotoFolder } from '../app/folders'
import { isAlive } from '../processes'
import { tell } from '../progress'
import { startRedis, whyNoRedis } from '../redisServer'
import { trackFolder } from '../remoteBatch'
import { startRemoteWorker } from '../remoteProcesses'
import { writeReport } from '../report'
import { median, table } from './figures'
import { judged, told } from './verdicts'

// `npm run bench:remote -- [--task hands] [--photos 300] [--rounds 3]`: files per second of two worker programs behind a
// Redis against two processes of the local pool, on the same cores, taking turns.

const photos = argument('--photos', 300)
const rounds = argument('--rounds', 3)
const task = tasks.find((name) => process.argv.includes(name)) ?? 'hands'
const targetShare = 0.9

const missing = whyNoRedis()
if (missing !== null) throw new Error(missing)
const folder = makePhotoFolder(photos)
const data = makeFolder('remote-bench')
const speeds = { local: [] as number[], remote: [] as number[], sent: [] as number[] }
for (let round = 1; round <= rounds; round += 1) {
  speeds.local.push(await measure(undefined, round))
  speeds.remote.push(await measureRemote(['--map', `${folder}=${folder}`], round))
  speeds.sent.push(await measureRemote([], round))
  tell(`Round ${round} of ${rounds}: ${JSON.stringify(speeds)}`)
}
const { local, remote, sent } = speeds
const share = median(remote) / median(local)
tell(
  table([
    [task, 'measured', 'target', ''],
    told('local pool, 2 processes', `${median(local).toFixed(1)} files/s`),
    told('2 worker programs, shared folder', `${median(remote).toFixed(1)} files/s`),
    judged('share of the local pool', share.toFixed(2), `>= ${targetShare}`, share >= targetShare),
    told('2 worker programs, files sent', `${median(sent).toFixed(1)} files/s`),
  ]),
)
writeReport('remote', { photos, rounds, speeds, share })

async function measureRemote(args: readonly string[], round: number): Promise<number> {
  await using redis = await startRedis(data)
  const one = { args: ['--workers', '1', ...args] }
  await using first = await startRemoteWorker(join(data, '1'), redis.url, one)
  await using second = await startRemoteWorker(join(data, '2'), redis.url, one)
  const speed = await measure(redis.url, round)
  // What one alone has done is no figure of two.
  if (![first, second].every(({ processId }) => isAlive(processId)))
    throw new Error('A worker died.')
  return speed
}

async function measure(redisUrl: string | undefined, round: number): Promise<number> {
  const libraryPath = join(makeFolder(`library ${round}`), 'library.duckdb')
  const workers = redisUrl === undefined ? 2 : 0
  const { done, filesPerSecond } = await trackFolder({
    ...{ folder, libraryPath, redisUrl, workers, task },
  })
  if (done !== photos) throw new Error(`Only ${done} of ${photos} photos are done.`)
  return filesPerSecond
}

function argument(name: string, fallback: number): number {
  const index = process.argv.indexOf(name)
  return index < 0 ? fallback : Number(process.argv[index + 1])
}
