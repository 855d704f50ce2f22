import { z } from 'zod'

/** The four things Landmark Studio can track. One task is one MediaPipe landmarker. */
export const tasks = ['hands', 'face', 'pose', 'holistic'] as const
export type Task = (typeof tasks)[number]

/** Size of the body network: lite is the fastest, heavy the most exact. */
export const modelVariants = ['lite', 'full', 'heavy'] as const
export type ModelVariant = (typeof modelVariants)[number]

const confidence = z.number().min(0).max(1)

/** Which frames of a video are tracked. */
const videoSamplingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('every-frame') }),
  /** One frame in `stride`: 1 is every frame, 2 every second one. */
  z.object({ kind: z.literal('stride'), stride: z.int().min(1).max(1000) }),
  /** At most so many frames per second of the video, evenly spread by their timestamps. */
  z.object({ kind: z.literal('rate'), framesPerSecond: z.number().positive().max(1000) }),
])
export type VideoSampling = z.infer<typeof videoSamplingSchema>

/** Everything that decides what a file's landmarks are: same options, same file, same result. */
export const trackingOptionsSchema = z.object({
  task: z.enum(tasks),
  /** Used by pose and holistic; hands and face have one model each. */
  modelVariant: z.enum(modelVariants),
  /** The most hands, faces or bodies looked for in one frame. Holistic always tracks one person. */
  maxSubjects: z.int().min(1).max(10),
  /** How sure the detector must be that somebody is there at all. */
  minDetectionConfidence: confidence,
  /** How sure the landmark model must be that it still looks at one. */
  minPresenceConfidence: confidence,
  /** How well a frame must fit the one before, or detection starts anew. Videos only. */
  minTrackingConfidence: confidence,
  /** Larger pictures are scaled down to this long side before tracking; smaller ones are left. */
  inputLongSidePx: z.int().min(64).max(8192),
  videoSampling: videoSamplingSchema,
})
export type TrackingOptions = Readonly<z.infer<typeof trackingOptionsSchema>>

const defaultMaxSubjects: Record<Task, number> = { hands: 2, face: 1, pose: 1, holistic: 1 }

export function hasModelVariants(task: Task): boolean {
  return task === 'pose' || task === 'holistic'
}

export function defaultTrackingOptions(task: Task): TrackingOptions {
  return {
    task,
    modelVariant: 'lite',
    maxSubjects: defaultMaxSubjects[task],
    minDetectionConfidence: 0.5,
    minPresenceConfidence: 0.5,
    minTrackingConfidence: 0.5,
    inputLongSidePx: 1280,
    videoSampling: { kind: 'every-frame' },
  }
}

/** Name of the model bundle, inside the models folder, that these options need. */
export function modelFileName(options: Pick<TrackingOptions, 'task' | 'modelVariant'>): string {
  switch (options.task) {
    case 'hands':
      return 'hand_landmarker.task'
    case 'face':
      return 'face_landmarker.task'
    case 'pose':
      return `pose_landmarker_${options.modelVariant}.task`
    case 'holistic':
      return `holistic_landmarker_${options.modelVariant}.task`
  }
}
