import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { annotationEventSchema, annotationRequestSchema } from '../../common/annotationProtocol'
import { recordingRequestSchema, videoRequestSchema } from '../../common/recordingProtocol'
import {
  workerEventSchema,
  workerRequestSchema,
  type WorkerRequest,
} from '../../common/workerProtocol'
import { Annotator } from '../../main/export/annotator'
import { Library } from '../../main/library/library'
import { createNodeHost } from '../../main/pool/nodeHost'
import type { ProcessConnection } from '../../main/pool/workerConnection'
import { WorkerProcess } from '../../main/pool/workerProcess'
import { photoPaths } from '../media'
import { fuzzSeed, misfits } from '../misfits'
import { builtAnnotator, until } from '../processes'
import { RecordingPage } from './recording/recordingPage'
import { handFrame } from './recording/recordingPorts'
import { openRequest, startWorker, track } from './worker/workerClient'

// What is said between processes, in shapes that nobody has agreed on (seed: see test/misfits.ts).

const runs = { seed: fuzzSeed, numRuns: 300 }
const photo = { id: 7, path: photoPaths[3]!, mediaKind: 'photo' } as const

/** A process that says what a test wants it to say. */
class SpeakingProcess<Request> implements ProcessConnection<Request> {
  readonly posted: Request[] = []
  isKilled = false
  #say: (message: unknown) => void = () => undefined

  processId = (): number => 1
  post = (request: Request): void => void this.posted.push(request)
  onMessage = (listener: (message: unknown) => void): void => void (this.#say = listener)
  onExit = (): void => undefined
  kill = (): void => void (this.isKilled = true)
  say(message: unknown): void {
    this.#say(message)
  }
}

describe('main', () => {
  it('ends a worker that says anything of the wrong shape, and takes nothing from it', () => {
    fc.assert(
      fc.property(misfits(workerEventSchema), (message) => {
        const process = new SpeakingProcess<WorkerRequest>()
        const log: string[] = []
        const worker = new WorkerProcess(process, (text) => log.push(text))
        const taken: unknown[] = []
        const take = (what: unknown): void => void taken.push(what)
        void worker.run(photo, { onFrames: take, onPlanned: take }).then(take)
        process.say(message)
        expect(process.isKilled).toBe(true)
        expect(log.join()).toContain('a message that does not fit the protocol')
        expect(taken).toEqual([])
        expect(worker.vitals).toBeUndefined()
      }),
      runs,
    )
  })

  it('ends a process that draws in the same way', () => {
    fc.assert(
      fc.property(misfits(annotationEventSchema), (message) => {
        const process = new SpeakingProcess<unknown>()
        const annotator = new Annotator(process, () => undefined)
        process.say(message)
        expect(process.isKilled).toBe(true)
        expect(annotator.isRunning).toBe(true)
      }),
      runs,
    )
  })

  it('ends a recording whose page sends anything of the wrong shape, and keeps what came before', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    for (const message of fc.sample(misfits(recordingRequestSchema), { ...runs, numRuns: 25 })) {
      const { recording, port } = await page.begin()
      port.send({ kind: 'frames', frames: [handFrame(0)] })
      port.sendAnything(message)
      port.sendAnything(message)
      expect(await port.answered(1)).toMatchObject([{ kind: 'failed' }])
      const { ending, frames } = await page.ended(recording.id)
      expect({ ending, frames }).toEqual({ ending: 'interrupted', frames: 1 })
      await until(() => port.isClosed)
    }
  })

  it('closes the video of a recording in the same way, and writes no byte of it', async () => {
    await using library = await Library.openInMemory()
    const page = new RecordingPage(library)
    const messages = fc.sample(misfits(videoRequestSchema), { ...runs, numRuns: 25 })
    for (const message of messages) {
      const { recording, port, video } = await page.begin({ hasVideo: true })
      video.sendAnything(message)
      expect(await video.answered(1)).toMatchObject([{ kind: 'failed' }])
      port.send({ kind: 'finish', ending: 'stopped', framesDropped: 0 })
      expect((await page.ended(recording.id)).ending).toBe('stopped')
      await until(() => port.isClosed)
    }
    expect(readdirSync(page.videoFolder)).toEqual([])
  })
})

/** Those that Node lets through to a child; in the app, structured clones are all the same. */
function wrongRequests(schema: z.ZodType): unknown[] {
  const kinds = ['object', 'string', 'number', 'boolean']
  return fc.sample(
    misfits(schema).filter((value) => kinds.includes(typeof value)),
    runs,
  )
}

describe('a worker', () => {
  it('that has no model yet refuses what it does not know, and can still be opened', async () => {
    const worker = startWorker()
    const wrong = wrongRequests(workerRequestSchema)
    for (const request of wrong) worker.post(request)
    for (const request of wrong) {
      const { error } = await worker.next('open-failed')
      expect({ request, said: error.message }).toMatchObject({
        said: 'The tracking process was started with options that it does not know.',
      })
    }
    worker.post(openRequest('face'))
    await worker.next('ready')
    expect(worker.terminal()).toBe('')
    worker.child.kill()
    await worker.exited
  })

  it('that is at work does not let itself be disturbed', async () => {
    const worker = startWorker()
    worker.post(openRequest('face'))
    await worker.next('ready')
    const undisturbed = await track(worker, photo)
    const tracking = track(worker, photo)
    for (const request of wrongRequests(workerRequestSchema)) worker.post(request)
    const { messages, end } = await tracking
    expect(end.kind).toBe('finished')
    expect(messages.map(({ frames }) => frames)).toEqual(
      undisturbed.messages.map(({ frames }) => frames),
    )
    const own = ['ready', 'log', 'vitals', 'frames', 'finished']
    expect(worker.events.filter(({ kind }) => !own.includes(kind))).toEqual([])
    worker.child.kill()
    await worker.exited
  })

  it('that draws refuses what it does not know', async () => {
    const annotator = createNodeHost<unknown>(builtAnnotator, () => undefined)()
    const answers: unknown[] = []
    annotator.onMessage((message) => void answers.push(annotationEventSchema.parse(message)))
    const wrong = wrongRequests(annotationRequestSchema)
    for (const request of wrong) annotator.post(request)
    await until(() => answers.length >= wrong.length)
    expect(answers.every((answer) => (answer as { kind: string }).kind === 'failed')).toBe(true)
    annotator.kill()
  })
})
