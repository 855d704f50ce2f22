import { checkMessage } from '../../common/checkMessage'
import { toWireError } from '../../common/errors'
import {
  annotationRequestSchema,
  type AnnotationEvent,
  type AnnotationJob,
} from '../../common/annotationProtocol'
import { annotatePhoto } from './annotatePhoto'
import { redirectConsole } from './consoleLog'
import { connectToHost } from './hostPort'
import { LandmarkFeed } from './landmarkFeed'

// The entry of a process that draws landmarks on photos and videos. It only draws: it loads no model.

const host = connectToHost<AnnotationEvent>()
redirectConsole((text) => host.send({ kind: 'log', text }))

const feed = new LandmarkFeed(() => host.send({ kind: 'wants-landmarks' }))

host.onRequest((message) => {
  const request = checkMessage(annotationRequestSchema, message)
  if (!request.success) {
    const error = new Error(`A request does not fit the protocol: ${request.error.message}`)
    host.send({ kind: 'failed', error: toWireError(error) })
  } else if (request.data.kind === 'landmarks') feed.receive(request.data)
  else void annotate(request.data.job)
})

async function annotate(job: AnnotationJob): Promise<void> {
  try {
    host.send({ kind: 'finished', frames: await draw(job) })
  } catch (error) {
    host.send({ kind: 'failed', error: toWireError(error) })
  }
}

async function draw(job: AnnotationJob): Promise<number> {
  const landmarks = feed.frames()
  if (job.mediaKind === 'photo') return annotatePhoto(job, landmarks)
  // FFmpeg is large: who draws on photos alone never loads it.
  const { annotateVideo } = await import('./annotateVideo')
  return annotateVideo(job, landmarks, (frames) => host.send({ kind: 'progress', frames }))
}
