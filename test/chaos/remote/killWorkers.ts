import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadImage } from '@napi-rs/canvas'
import { makeFolder } from '../../app/folders'
import { drawPhoto, encodeCanvas, photoPaths } from '../../media'
import { startRedis } from '../../redisServer'
import { countOnce, trackFolder } from '../../remoteBatch'
import { startRemoteWorker, type Program } from '../../remoteProcesses'

export interface RemoteChaosLoad {
  readonly files: number
  /** How often a worker program is killed, evenly over the work. */
  readonly kills: number
  readonly onDone?: (done: number) => void
}

export interface RemoteChaosReport {
  readonly done: number
  readonly failed: number
  readonly kills: number
  readonly sources: number
  /** Files whose landmarks are in the library just once. */
  readonly once: number
  readonly seconds: number
}

/** Tracks tiny photos by two worker programs that are killed over and over, each by SIGKILL. */
export async function killWorkers(load: RemoteChaosLoad): Promise<RemoteChaosReport> {
  const data = makeFolder('remote-chaos')
  const folder = await makeTinyPhotos(load.files)
  const startMs = performance.now()
  await using redis = await startRedis(data)
  const args = ['--workers', '1', '--map', `${folder}=${folder}`]
  let started = 0
  const start = (): Promise<Program> =>
    startRemoteWorker(join(data, String(started++)), redis.url, { args })
  const workers = [start(), start()]
  let kills = 0
  const killAndReplace = async (): Promise<void> => {
    const at = kills++ % workers.length
    const killed = await workers[at]
    await killed?.[Symbol.asyncDispose]()
    workers[at] = start()
  }
  const libraryPath = join(data, 'library.duckdb')
  const { done, failed } = await trackFolder({
    ...{ folder, libraryPath, redisUrl: redis.url, workers: 0 },
    onDone: (count) => {
      load.onDone?.(count)
      if (count >= ((kills + 1) * load.files) / (load.kills + 1) && kills < load.kills) {
        void killAndReplace()
      }
    },
  })
  for (const worker of workers) await (await worker)[Symbol.asyncDispose]()
  const seconds = (performance.now() - startMs) / 1000
  return { done, failed, kills, ...(await countOnce(libraryPath)), seconds }
}

/** So small that finding nobody in one takes a few milliseconds. */
async function makeTinyPhotos(count: number): Promise<string> {
  const folder = makeFolder('tiny photos')
  const first = join(folder, 'photo 0.jpg')
  const photo = await loadImage(photoPaths[0]!)
  writeFileSync(first, await encodeCanvas(drawPhoto(photo, 64), 'jpeg'))
  for (let index = 1; index < count; index += 1) {
    copyFileSync(first, join(folder, `photo ${index}.jpg`))
  }
  return folder
}
