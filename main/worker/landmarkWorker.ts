import { setImmediate } from 'node:timers/promises'
import { checkMessage } from '../../common/checkMessage'
import { assertNever, toWireError } from '../../common/errors'
import { createHeadlessCanvas } from '../../common/headlessGl'
import type { Landmarker } from '../../common/landmarker'
import { sentence, SentenceError } from '../../common/sentence'
import type { TrackingOptions } from '../../common/tasks'
import {
  workerRequestSchema,
  type WorkerEvent,
  type WorkerJob,
  type WorkerRequest,
} from '../../common/workerProtocol'
import { redirectConsole } from './consoleLog'
import { FrameBatches } from './frameBatches'
import type { FrameSource } from './frames'
import { connectToHost, type SendingPort } from './hostPort'
import { readPhoto } from './imageFrames'
import { loadLandmarker, warmUp } from './loadLandmarker'
import { openSource } from './openSource'
import { PauseGate } from './pauseGate'
import { Previews } from './previews'
import { runJob } from './runJob'
import { Thumbnail } from './thumbnail'
import { watchVitals } from './vitals'

// The entry of a worker process: takes requests from its port, one job after the other.

const host = connectToHost<WorkerEvent>()
redirectConsole((text) => host.send({ kind: 'log', text }))

const canvas = createHeadlessCanvas()
watchVitals(
  () => canvas.heapBytes,
  (vitals) => host.send({ kind: 'vitals', vitals }),
)

const gate = new PauseGate()
const previews = new Previews()
let opened: { readonly options: TrackingOptions; readonly landmarker: Landmarker } | undefined
let prepared: PreparedPhoto | undefined
let lastRun: Promise<void> = Promise.resolve()

/** A photo that is likely next: read, and decoded where a core is left over for that. */
interface PreparedPhoto {
  readonly path: string
  readonly reading: Promise<Buffer>
  readonly opening: Promise<FrameSource> | undefined
}

host.onRequest((message, ports) => {
  const request = checkMessage(workerRequestSchema, message)
  if (request.success) handle(request.data, ports)
  else refuse(request.error)
})

/** Main waits for an answer to its first request, and to that one only. */
function refuse(misfit: Error): void {
  console.error('A request does not fit the protocol:', misfit.message)
  if (opened) return
  const error = new SentenceError(sentence('sentences.worker.unknownOptions'))
  host.send({ kind: 'open-failed', error: toWireError(error) })
}

function handle(request: WorkerRequest, ports: readonly SendingPort[]): void {
  switch (request.kind) {
    case 'open':
      void open(request)
      break
    case 'run':
      enqueue(request.job)
      break
    case 'prepare':
      prepare(request)
      break
    case 'pause':
      gate.close()
      break
    case 'resume':
      gate.open()
      break
    case 'preview-port':
      previews.sendTo(ports[0])
      break
    default:
      assertNever(request)
  }
}

async function open(request: Extract<WorkerRequest, { kind: 'open' }>): Promise<void> {
  const startMs = performance.now()
  try {
    const { options, modelPath, wasmFolder } = request
    const landmarker = await loadLandmarker(options, modelPath, wasmFolder, canvas)
    warmUp(landmarker)
    opened = { options, landmarker }
    host.send({ kind: 'ready', openMs: performance.now() - startMs })
  } catch (error) {
    host.send({ kind: 'open-failed', error: toWireError(error) })
  }
}

/** Takes what was prepared at once: the next message may prepare something else. */
function enqueue(job: WorkerJob): void {
  const ahead = prepared?.path === job.path ? prepared : undefined
  prepared = undefined
  lastRun = lastRun.then(() => run(job, ahead))
}

async function run(job: WorkerJob, ahead: PreparedPhoto | undefined): Promise<void> {
  const frames = new FrameBatches(job.id, host.send)
  const thumbnail = job.wantsThumbnail ? new Thumbnail() : undefined
  try {
    if (!opened) throw new Error('The worker was given a file before its model.')
    const opening = ahead?.opening ?? openSource(job, opened.options, ahead?.reading)
    // A `prepare` that came along is heard now: a detection lets nothing in until it is done.
    await setImmediate()
    const result = await runJob(job, opening, {
      ...opened,
      pausedMs: () => gate.passed(),
      planned: (segments) => host.send({ kind: 'planned', jobId: job.id, segments: [...segments] }),
      append: (landmarks, frame) => {
        frames.append(landmarks, frame.progress)
        previews.offer(job.id, frame, landmarks)
        thumbnail?.offer(frame, landmarks)
      },
    })
    frames.flush()
    const jpeg = (await thumbnail?.jpeg()) ?? null
    host.send({ kind: 'finished', jobId: job.id, ...result, thumbnail: jpeg })
  } catch (error) {
    host.send({ kind: 'failed', jobId: job.id, error: toWireError(error) })
    // A landmarker that does not recover ends the process, and the pool starts another.
    await opened?.landmarker.startSource('photo')
  }
}

/** Begins with a photo. A video is decoded frame by frame, ahead of each detection anyway. */
function prepare({ job, decodesAhead }: Extract<WorkerRequest, { kind: 'prepare' }>): void {
  if (!opened || job.mediaKind !== 'photo') return
  const reading = readPhoto(job.path)
  // Whether it fails matters when the job is run, and only then.
  reading.catch(() => undefined)
  const opening = decodesAhead ? openSource(job, opened.options, reading) : undefined
  prepared = { path: job.path, reading, opening }
}
