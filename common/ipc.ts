import { z } from 'zod'
import {
  batchSnapshotSchema,
  batchStatusSchema,
  batchSummarySchema,
  workerStatusSchema,
} from './batch'
import { calibrationProgressSchema, calibrationSchema } from './calibration'
import { editStepsSchema } from './edits/steps'
import { entryPageSchema, notesSchema, tagSchema } from './entries'
import type { WireError } from './errors'
import { exportOptionsSchema } from './export/options'
import { jobSchema, jobStateSchema } from './jobs'
import { menuOrders } from './menu'
import { qualitySchema } from './quality'
import { recordingSetupSchema, recordingSummarySchema, recordingTitleSchema } from './recording'
import {
  curveKeySchema,
  curveSchema,
  reviewConfidenceSchema,
  reviewRangeSchema,
  reviewTimelineSchema,
} from './review'
import { remoteStatusSchema } from './remote'
import { sentenceSchema } from './sentenceSchema'
import { serviceStatusSchema } from './service/switch'
import { settingsSchema } from './settings'
import { watchStatusSchema } from './watch'
import { modelVariants, tasks } from './tasks'
import {
  activeLimitsSchema,
  telemetryEventSchema,
  telemetryHistorySchema,
  telemetrySampleSchema,
} from './telemetry'
import { frameLandmarksSchema } from './wireSchemas'

/** A CSV that was written. */
const exportedSchema = z.object({ path: z.string(), rows: z.number(), durationMs: z.number() })

/** Landmarks that were written. */
const landmarksExportedSchema = exportedSchema.extend({
  /** How many files lie in the folder that was made; null if the path is the one file. */
  files: z.int().nullable(),
  /** What was left out, and why; null if nothing was. */
  leftOut: sentenceSchema.nullable(),
})

const entryIds = z.array(z.int()).min(1).readonly()

/** Calls give orders: the window asks, main answers. Each names its argument and its answer. */
export const calls = {
  'get-settings': call(z.undefined(), settingsSchema),
  /** Changes the given settings, keeps the others, answers all. */
  'change-settings': call(
    // Where files are read and written to without a question, only a dialog of main's says.
    settingsSchema.omit({ watchedFolders: true, recentFolders: true }).partial(),
    settingsSchema,
  ),
  'get-app-info': call(
    z.undefined(),
    z.object({
      version: z.string(),
      /** Workers that the automatic setting starts on this machine. */
      automaticWorkers: z.int(),
      platform: z.string(),
    }),
  ),

  /** What the page can do now, of all that the application menu has for it. */
  'offer-in-menu': call(z.array(z.enum(menuOrders)), z.void()),

  /** The memory of the app's processes over the last day, and what happened to them. */
  'get-telemetry': call(z.undefined(), telemetryHistorySchema),
  /** For the task and the settings of now. */
  'get-memory-limits': call(z.undefined(), activeLimitsSchema),
  /** Asks where to, then writes all samples that are kept as CSV; null if called off. */
  'export-telemetry': call(z.undefined(), exportedSchema.nullable()),

  /**
   * Measures how fast this machine is, in about 20 seconds, and keeps it in the settings; null if
   * stopped. Refused while a batch is being tracked, and stopped when one is started.
   */
  'start-calibration': call(z.undefined(), calibrationSchema.nullable()),
  /** No process of it is left when this is answered. */
  'stop-calibration': call(z.undefined(), z.void()),

  'get-remote-status': call(z.undefined(), remoteStatusSchema),
  'get-service-status': call(z.undefined(), serviceStatusSchema),
  /** What the watched folders that are on are doing. */
  'get-watches': call(z.undefined(), z.array(watchStatusSchema)),
  /** Asks for folders whose new files are tracked from now on, with the options of now. */
  'watch-folders': call(z.undefined(), settingsSchema),
  'set-watching': call(z.object({ folder: z.string(), isOn: z.boolean() }), settingsSchema),
  'forget-watch': call(z.string(), settingsSchema),
  /** Asks where the results of a watched folder are to be written, or (beside) has them beside their files. */
  'place-watch-results': call(
    z.object({ folder: z.string(), place: z.enum(['beside', 'elsewhere']) }),
    settingsSchema,
  ),
  /** Asks for folders whose files programs may name by their path. Answers the settings. */
  'allow-folders': call(z.undefined(), settingsSchema),
  /** Opens the service's own page in the system's browser, with its token. */
  'try-service': call(z.undefined(), z.void()),

  /** Which model bundle the options of this task and variant use. */
  'get-model': call(
    z.object({ task: z.enum(tasks), modelVariant: z.enum(modelVariants) }),
    z.object({ fileName: z.string(), sha256: z.string(), origin: z.enum(['built-in', 'own']) }),
  ),

  'get-batch': call(z.undefined(), batchSnapshotSchema),
  /** Opens the system's dialog and adds what was chosen; answers false if nothing was. */
  'choose-files': call(z.undefined(), z.boolean()),
  'choose-folder': call(z.undefined(), z.boolean()),
  /** Adds the photo that comes with the app. */
  'add-sample': call(z.undefined(), z.void()),
  /** Adds files and folders by path. Only the preload script may ask, for files really dropped. */
  'add-paths': call(z.array(z.string()).min(1), z.void()),
  'start-batch': call(z.undefined(), z.void()),
  'pause-batch': call(z.undefined(), z.void()),
  'resume-batch': call(z.undefined(), z.void()),
  'cancel-batch': call(z.undefined(), z.void()),
  /** Puts failed and cancelled jobs back in line and starts. */
  'retry-batch': call(z.undefined(), z.void()),
  /** Takes the batch off the screen; its results stay in the library. */
  'close-batch': call(z.undefined(), z.void()),
  'list-batches': call(z.undefined(), z.array(batchSummarySchema)),
  /** Puts an earlier batch of the library on the screen. */
  'open-batch': call(z.int(), z.void()),

  /** All results of the library, those in its trash too. Their pictures: `/thumbnails/ID`. */
  /** The newest, or those that are older than one. */
  'list-entries': call(z.object({ olderThan: z.int().nullable() }), entryPageSchema),
  /** What is wrong with a result; null until it has been looked at. */
  'get-flaws': call(z.int(), qualitySchema.shape.flaws.nullable()),
  /** Keeps what somebody says of a result. */
  'annotate-entry': call(
    z.object({ id: z.int(), tags: z.array(tagSchema).max(50).readonly(), notes: notesSchema }),
    z.void(),
  ),
  /** Into the library's trash, or out of it. */
  'trash-entries': call(z.object({ ids: entryIds, isTrashed: z.boolean() }), z.void()),
  /** For good. The videos of recordings go to the system's trash; other files are never touched. */
  'delete-entries': call(entryIds, z.void()),
  /** Shows the photo or video of a result in the system's file manager. */
  'show-entry-file': call(z.int(), z.void()),
  /** Makes a batch of their own of the files of these results, and answers how many they are. */
  'track-entries-again': call(entryIds, z.int()),

  /**
   * Asks where to, then writes the landmarks of these jobs (null: all); null if called off. Refused
   * while another export of landmarks is being written.
   */
  'export-landmarks': call(
    z.object({ jobIds: z.array(z.int()).min(1).nullable(), options: exportOptionsSchema }),
    landmarksExportedSchema.nullable(),
  ),
  /** Stops the export that is being written: it leaves nothing behind, and answers null. */
  'cancel-export': call(z.undefined(), z.void()),
  /** Shows an exported file in the system's file manager. */
  'show-export': call(z.string(), z.void()),

  /**
   * Begins a recording. Its ports (`recording-port`, and `recording-video-port` if it has a video)
   * come to the page before the answer. Refused while another one is being recorded.
   */
  'begin-recording': call(recordingSetupSchema, recordingSummarySchema),
  /** The newest first. */
  'list-recordings': call(z.undefined(), z.array(recordingSummarySchema)),
  'rename-recording': call(
    z.object({ id: z.int(), title: recordingTitleSchema }),
    recordingSummarySchema,
  ),
  /** As `export-landmarks`, for one recording. */
  'export-recording': call(
    z.object({ id: z.int(), options: exportOptionsSchema }),
    landmarksExportedSchema.nullable(),
  ),
  /** Adds the video of a recording to the batch on screen, to be tracked again. */
  'track-recording-again': call(z.int(), z.void()),
  /** Shows the video of a recording in the system's file manager. */
  'show-recording-video': call(z.int(), z.void()),

  'read-timeline': call(z.int(), reviewTimelineSchema),
  'read-confidence': call(z.int(), reviewConfidenceSchema),
  'read-frames': call(reviewRangeSchema, z.array(frameLandmarksSchema)),
  'read-curve': call(z.object({ id: z.int(), key: curveKeySchema }), curveSchema),
  /** The steps by which a result is edited, none if it is as it was tracked. */
  'get-edits': call(z.int(), editStepsSchema),
  /** Puts other steps in the place of those of a result. */
  'set-edits': call(z.object({ id: z.int(), steps: editStepsSchema }), z.void()),
  /** Everybody who was tracked in a result, by their number. */
  'list-subjects': call(z.int(), z.array(z.int())),
  /** Which of these jobs of the batch on screen (null: all) are edited, by their ids. */
  'find-edited': call(z.array(z.int()).nullable(), z.array(z.int())),
  /** Whether a recording is edited. */
  'is-recording-edited': call(z.int(), z.boolean()),
} as const

/** Events announce facts: main tells every window. */
export const events = {
  'batch-changed': batchStatusSchema,
  /** Jobs that were added, in order, after those already known. */
  'jobs-added': z.array(jobSchema),
  'jobs-changed': z.array(z.object({ id: z.int(), state: jobStateSchema })),
  /** The batch on screen is another one, or none: ask for it anew. */
  'batch-replaced': z.undefined(),
  /** Something went wrong that is not about one file. */
  'problem-arose': sentenceSchema,
  /** What such a sentence told is so no longer. */
  'problem-solved': sentenceSchema,
  /** The app goes on with something, or has kept something, that its last end had interrupted. */
  recovered: sentenceSchema,
  /** The list of results is no longer what it was: ask for it anew. */
  'entries-changed': z.undefined(),
  /** Share done of the export of landmarks that is being written; not sent for quick ones. */
  'export-progressed': z.number(),
  'workers-changed': z.array(workerStatusSchema),
  'settings-changed': settingsSchema,
  /** Somebody chose this in the application menu. */
  'menu-chosen': z.enum(menuOrders),
  'service-changed': serviceStatusSchema,
  'watches-changed': z.array(watchStatusSchema),
  'remote-changed': remoteStatusSchema,
  'calibration-progressed': calibrationProgressSchema,
  /** Once a second. */
  'telemetry-sampled': telemetrySampleSchema,
  'telemetry-noted': telemetryEventSchema,
} as const

/**
 * Channels on which main hands a MessagePort to the window: see previewProtocol.ts and
 * recordingProtocol.ts.
 */
export const portChannels = ['preview-port', 'recording-port', 'recording-video-port'] as const

export type CallChannel = keyof typeof calls
export type CallArgument<C extends CallChannel> = z.infer<(typeof calls)[C]['argument']>
export type CallAnswer<C extends CallChannel> = z.infer<(typeof calls)[C]['answer']>
export type EventChannel = keyof typeof events
export type EventPayload<C extends EventChannel> = z.infer<(typeof events)[C]>
export type PortChannel = (typeof portChannels)[number]

function call<A extends z.ZodType, R extends z.ZodType>(argument: A, answer: R) {
  return { argument, answer }
}

/** How main answers a call: a success or a failure, never both. */
export type CallReply<C extends CallChannel> =
  | { readonly ok: true; readonly value: CallAnswer<C> }
  | { readonly ok: false; readonly error: WireError }
