import { z } from 'zod'
import { calibrationSchema } from './calibration'
import { exportFormats } from './export/formats'
import { csvOptionsSchema, defaultCsvOptions } from './export/options'
import { defaultInputLimits, inputLimitsSchema } from './inputLimits'
import { languageChoices } from './language'
import { defaultLiveSettings, liveSettingsSchema } from './live'
import { ownMeasuresSchema } from './measures/measure'
import { defaultRemoteSettings, remoteSettingsSchema } from './remote'
import { defaultServiceSettings, serviceSettingsSchema } from './service/switch'
import { defaultTrackingOptions, tasks, trackingOptionsSchema, type TrackingOptions } from './tasks'
import { defaultMemoryLimits, memoryLimitsSchema } from './telemetry'
import { watchedFoldersSchema } from './watch'

export const themes = ['system', 'light', 'dark'] as const

/** Everything the app remembers between two starts. */
export const settingsSchema = z.object({
  theme: z.enum(themes),
  language: z.enum(languageChoices),
  task: z.enum(tasks),
  /** The options last used for each task. */
  tracking: z.object({
    hands: trackingOptionsSchema,
    face: trackingOptionsSchema,
    pose: trackingOptionsSchema,
    holistic: trackingOptionsSchema,
  }),
  /** Worker processes; null is one for each physical core. */
  workers: z.int().min(1).max(64).nullable(),
  /** Look into the folders inside an added folder too. */
  includeSubfolders: z.boolean(),
  /** Where files were last added from, the newest first. */
  recentFolders: z.array(z.string()).max(10).readonly(),
  /** What was exported last. */
  exportFormat: z.enum(exportFormats),
  csv: csvOptionsSchema,
  /** The measures that somebody has made. */
  ownMeasures: ownMeasuresSchema,
  live: liveSettingsSchema,
  memoryLimits: memoryLimitsSchema,
  inputLimits: inputLimitsSchema,
  service: serviceSettingsSchema,
  watchedFolders: watchedFoldersSchema,
  remote: remoteSettingsSchema,
  /** What was last measured of this machine; null before the first time. */
  calibration: calibrationSchema.nullable(),
  /** Somebody has said yes or no to measuring it: it is not offered again. */
  calibrationOfferAnswered: z.boolean(),
})
export type Settings = Readonly<z.infer<typeof settingsSchema>>

export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  task: 'hands',
  tracking: {
    hands: defaultTrackingOptions('hands'),
    face: defaultTrackingOptions('face'),
    pose: defaultTrackingOptions('pose'),
    holistic: defaultTrackingOptions('holistic'),
  },
  workers: null,
  includeSubfolders: true,
  recentFolders: [],
  exportFormat: 'csv',
  csv: defaultCsvOptions,
  ownMeasures: [],
  live: defaultLiveSettings,
  memoryLimits: defaultMemoryLimits,
  inputLimits: defaultInputLimits,
  service: defaultServiceSettings,
  watchedFolders: [],
  remote: defaultRemoteSettings,
  calibration: null,
  calibrationOfferAnswered: false,
}

/** The options that the next batch will use. */
export function currentTrackingOptions(settings: Settings): TrackingOptions {
  return settings.tracking[settings.task]
}
