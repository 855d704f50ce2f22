import { z } from 'zod'
import { tasks, type Task } from './tasks'

/** What runs a model: the processor, or the graphics card. */
export const delegates = ['CPU', 'GPU'] as const
export type Delegate = (typeof delegates)[number]

/** `automatic` measures both on first use and keeps to the faster one. */
export const delegateChoices = ['automatic', ...delegates] as const
export type DelegateChoice = (typeof delegateChoices)[number]

/** How strongly a One Euro filter calms what is tracked live: see smoothing.ts. */
export const smoothings = ['off', 'light', 'strong'] as const
export type Smoothing = (typeof smoothings)[number]

export const faceStyles = ['contours', 'mesh'] as const
export type FaceStyle = (typeof faceStyles)[number]

const fasterDelegateSchema = z.object(
  Object.fromEntries(tasks.map((task) => [task, z.enum(delegates).nullable()])) as Record<
    Task,
    z.ZodNullable<z.ZodEnum<{ CPU: 'CPU'; GPU: 'GPU' }>>
  >,
)

/** What the Live view remembers. What is tracked, and how, it shares with the Batch view. */
export const liveSettingsSchema = z.object({
  /** The browser's id of the camera last chosen; null is the first there is. */
  cameraId: z.string().nullable(),
  /** Size of the picture asked of the camera; null is 1280 x 720 or what comes nearest. */
  resolution: z.object({ widthPx: z.int().positive(), heightPx: z.int().positive() }).nullable(),
  /** Frames per second asked of the camera; null is 30 or what comes nearest. */
  framesPerSecond: z.number().positive().nullable(),
  /** Shows the picture as a mirror would. Landmarks always refer to the unmirrored picture. */
  isMirrored: z.boolean(),
  delegate: z.enum(delegateChoices),
  /** What `automatic` found to be faster for each task; null before it has measured. */
  fasterDelegate: fasterDelegateSchema,
  smoothing: z.enum(smoothings),
  faceStyle: z.enum(faceStyles),
  /** Names of the landmarks that draw a trail behind them. */
  trails: z.array(z.string()).max(64),
  /** Seconds between pressing Record and the first recorded frame. */
  countdownS: z.int().min(0).max(30),
  /** Keep the camera's picture beside the landmarks. */
  recordsVideo: z.boolean(),
  showsNumbers: z.boolean(),
})
export type LiveSettings = Readonly<z.infer<typeof liveSettingsSchema>>

export const defaultLiveSettings: LiveSettings = {
  cameraId: null,
  resolution: null,
  framesPerSecond: null,
  isMirrored: true,
  delegate: 'automatic',
  fasterDelegate: { hands: null, face: null, pose: null, holistic: null },
  smoothing: 'light',
  faceStyle: 'contours',
  trails: [],
  countdownS: 0,
  recordsVideo: false,
  showsNumbers: true,
}
