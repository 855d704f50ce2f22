import { z } from 'zod'
import {
  landmarkFields,
  landmarkStride,
  partNames,
  type FrameLandmarks,
  type LandmarkField,
  type PackedPart,
} from '../landmarks'
import { defaultTrackingOptions, modelVariants, tasks, type TrackingOptions } from '../tasks'
import { topologies } from '../topologies'

const confidence = z.coerce.number().min(0).max(1)

/** What a request for a photo may ask for, as its query; the names are those of the CSV's world. */
export const detectionQuerySchema = z.strictObject({
  task: z.enum(tasks).default('hands'),
  /** Body model of pose and holistic. */
  model_variant: z.enum(modelVariants).default('lite'),
  /** The most hands, faces or bodies; without it 2 hands or 1 of the others. */
  max_subjects: z.coerce.number().int().min(1).max(10).optional(),
  min_detection_confidence: confidence.default(0.5),
  min_presence_confidence: confidence.default(0.5),
  /** Larger photos are scaled down to this first. */
  long_side_px: z.coerce.number().int().min(64).max(8192).default(1280),
})
export type DetectionQuery = z.infer<typeof detectionQuerySchema>

export function trackingOptionsOf(query: DetectionQuery): TrackingOptions {
  const defaults = defaultTrackingOptions(query.task)
  return {
    ...defaults,
    modelVariant: query.model_variant,
    maxSubjects: query.max_subjects ?? defaults.maxSubjects,
    minDetectionConfidence: query.min_detection_confidence,
    minPresenceConfidence: query.min_presence_confidence,
    inputLongSidePx: query.long_side_px,
  }
}

const unknownOrNumber = z.number().optional()

/** One landmark. A number that the task does not tell is left out. */
const landmarkSchema = z.object({
  name: z.string(),
  ...(Object.fromEntries(landmarkFields.map((field) => [field, unknownOrNumber])) as Record<
    LandmarkField,
    typeof unknownOrNumber
  >),
})

/** What was found in a photo. Coordinates are those of the CSV: see README. */
export const detectionSchema = z.object({
  task: z.enum(tasks),
  /** Of the upright photo as it was tracked. */
  width_px: z.int(),
  height_px: z.int(),
  parts: z.array(
    z.object({
      /** Who it belongs to, from 0. */
      subject: z.int(),
      part: z.enum(partNames),
      handedness: z.enum(['left', 'right']).nullable(),
      /** How sure the model is of the handedness. */
      score: z.number().nullable(),
      landmarks: z.array(landmarkSchema),
    }),
  ),
  /** Time in the worker, waiting not counted. */
  tracking_ms: z.number(),
})
export type Detection = z.infer<typeof detectionSchema>

interface Found {
  readonly widthPx: number
  readonly heightPx: number
  readonly trackingMs: number
  readonly landmarks: FrameLandmarks
}

/** What a photo's landmarks are as JSON. */
export function detectionOf(task: TrackingOptions['task'], found: Found): Detection {
  return {
    task,
    width_px: found.widthPx,
    height_px: found.heightPx,
    parts: found.landmarks.parts.map((part) => ({
      ...{ subject: part.subject, part: part.part, handedness: part.handedness },
      ...{ score: part.score, landmarks: landmarksOf(part) },
    })),
    tracking_ms: found.trackingMs,
  }
}

function landmarksOf({ topology, points }: PackedPart): Detection['parts'][number]['landmarks'] {
  return topologies[topology].landmarks.map((name, index) => {
    const fields = landmarkFields.flatMap((field, offset) => {
      const value = points[index * landmarkStride + offset]!
      return Number.isFinite(value) ? [[field, shortest(value)] as const] : []
    })
    return { name, ...Object.fromEntries(fields) }
  })
}

/** A 32-bit number in no more digits than it takes to tell it, as in the CSV. */
function shortest(value: number): number {
  const rounded = [7, 8].map((digits) => Number(value.toPrecision(digits)))
  return rounded.find((number) => Math.fround(number) === value) ?? value
}
