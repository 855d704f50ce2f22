import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { exportFormats, formatOfEnding } from '../../common/export/formats'
import { csvShapes, defaultCsvOptions, type ExportOptions } from '../../common/export/options'
import { ownMeasureSchema, type OwnMeasure } from '../../common/measures/measure'
import {
  defaultTrackingOptions,
  modelVariants,
  tasks,
  type Task,
  type TrackingOptions,
  type VideoSampling,
} from '../../common/tasks'
import { wholeNumber } from './numbers'

export interface CliOptions {
  readonly paths: readonly string[]
  readonly outPath: string
  readonly tracking: TrackingOptions
  readonly output: ExportOptions
  /** Worker processes here; undefined is one for each physical core, or none if others work. */
  readonly workers: number | undefined
  /** The server behind which workers on other machines wait; undefined for none. */
  readonly redisUrl: string | undefined
  readonly includeSubfolders: boolean
  /** Where to keep the library; undefined for one that is deleted at the end. */
  readonly libraryPath: string | undefined
  readonly overwrite: boolean
  readonly verbose: boolean
}

/** The two shapes of a CSV, and every other format. */
const formatChoices = [...csvShapes, ...exportFormats.filter((format) => format !== 'csv')] as const

interface RawOptions {
  task: Task
  variant: TrackingOptions['modelVariant']
  out: string
  format?: (typeof formatChoices)[number]
  workers?: number
  redis?: string
  max?: number
  minDetection: number
  minPresence: number
  minTracking: number
  longSide: number
  stride?: number
  fps?: number
  subfolders: boolean
  defuse: boolean
  bom?: true
  measure: readonly OwnMeasure[]
  library?: string
  overwrite?: true
  verbose?: true
}

/**
 * Reads the command line. Help and version end the process with 0, a usage error with 2, as is the
 * custom of the shell.
 */
export function readCliOptions(argv: readonly string[], version: string): CliOptions {
  const command = createCommand(version)
  try {
    command.parse(argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2)
    throw error
  }
  const raw = command.opts<RawOptions>()
  return {
    paths: command.args,
    outPath: raw.out,
    tracking: trackingOptions(raw),
    output: exportOptions(raw),
    workers: raw.workers,
    redisUrl: raw.redis,
    includeSubfolders: raw.subfolders,
    libraryPath: raw.library,
    overwrite: raw.overwrite ?? false,
    verbose: raw.verbose ?? false,
  }
}

function createCommand(version: string): Command {
  const defaults = defaultTrackingOptions('hands')
  return new Command()
    .name('npm run batch --')
    .usage('FOLDER [FILE …] --out landmarks.csv [options]')
    .description(
      'Tracks hands, faces, bodies or whole people in photos and videos and writes the\nlandmarks to a CSV or another file, with a JSON file beside it that says how they were made.',
    )
    .argument('<paths...>', 'folders and files to track')
    .requiredOption('-o, --out <file>', 'file or folder to write; its ending chooses the format')
    .addOption(new Option('-t, --task <task>', 'what to track').choices(tasks).default('hands'))
    .addOption(
      new Option('--variant <variant>', 'body model of pose and holistic: faster or more exact')
        .choices(modelVariants)
        .default(defaults.modelVariant),
    )
    .addOption(
      new Option(
        '-f, --format <format>',
        'a CSV with a row per landmark (long) or per subject (wide), or another format',
      ).choices(formatChoices),
    )
    .option(
      '-w, --workers <n>',
      'worker processes (default: one per physical core)',
      wholeNumber(1, 64),
    )
    .option(
      '--redis <url>',
      'have workers on other machines do it, and here only as many as --workers says',
    )
    .option(
      '--max <n>',
      'most hands, faces or bodies per frame (default: 2 hands, else 1)',
      wholeNumber(1, 10),
    )
    .option(
      '--min-detection <0..1>',
      'detection confidence needed',
      share,
      defaults.minDetectionConfidence,
    )
    .option(
      '--min-presence <0..1>',
      'presence confidence needed',
      share,
      defaults.minPresenceConfidence,
    )
    .option(
      '--min-tracking <0..1>',
      'tracking confidence needed (videos)',
      share,
      defaults.minTrackingConfidence,
    )
    .option(
      '--long-side <pixels>',
      'scale larger pictures down to this',
      wholeNumber(64, 8192),
      defaults.inputLongSidePx,
    )
    .addOption(
      new Option('--stride <n>', 'track one video frame in n')
        .argParser(wholeNumber(1, 1000))
        .conflicts('fps'),
    )
    .option('--fps <n>', 'track at most n video frames per second', frameRate)
    .option('--no-subfolders', 'do not look into the folders inside a folder')
    .option('--no-defuse', 'write names as they are, even where a spreadsheet would run them')
    .addOption(
      new Option(
        '--measure <name=formula>',
        'a measure of your own for the formats of measures; may be repeated',
      )
        .argParser(ownMeasure)
        .default([], 'none'),
    )
    .option('--bom', 'begin the CSV with a byte order mark, for Excel')
    .option('--library <file>', 'keep the results in this library too')
    .option('--overwrite', 'replace what is there under that name')
    .option('--verbose', 'print what the engine says')
    .version(version)
    .addHelpText('after', examples)
    .showHelpAfterError('Run with --help to see all options.')
    .exitOverride()
}

const examples = `
Examples:
  npm run batch -- recordings --task pose --out pose.csv
  npm run batch -- clips --task holistic --format wide --fps 10 --out people.csv
  npm run batch -- clips --task holistic --out people.parquet
  npm run batch -- clips --task pose --format trc --out markers
  npm run batch -- clips --task pose --format measures --out angles.csv

Exit code: 0 if every supported file was tracked, 1 if one failed, 2 for a wrong
command line, 130 if interrupted (what was finished is written all the same).`

/** As it is asked for; else by the ending of the file; else a CSV. */
function exportOptions({ format, out, defuse, bom, measure }: RawOptions): ExportOptions {
  const csv = { ...defaultCsvOptions, defuseFormulas: defuse, byteOrderMark: bom ?? false }
  if (format === 'long' || format === 'wide') {
    return { format: 'csv', csv: { ...csv, shape: format } }
  }
  return { format: format ?? formatOfEnding(out) ?? 'csv', csv, ownMeasures: measure }
}

/** `name=formula`, after those that were given before it. */
function ownMeasure(text: string, before: readonly OwnMeasure[]): readonly OwnMeasure[] {
  const [, name, expression] = /^([^=]*)=(.*)$/.exec(text) ?? []
  const { success, data } = ownMeasureSchema.safeParse({ name, expression })
  if (success) return [...before, data]
  throw new InvalidArgumentError('It must be like reach=distance(left_wrist, right_wrist).')
}

function trackingOptions(raw: RawOptions): TrackingOptions {
  const defaults = defaultTrackingOptions(raw.task)
  return {
    ...defaults,
    modelVariant: raw.variant,
    maxSubjects: raw.max ?? defaults.maxSubjects,
    minDetectionConfidence: raw.minDetection,
    minPresenceConfidence: raw.minPresence,
    minTrackingConfidence: raw.minTracking,
    inputLongSidePx: raw.longSide,
    videoSampling: videoSampling(raw),
  }
}

function videoSampling({ stride, fps }: RawOptions): VideoSampling {
  if (fps !== undefined) return { kind: 'rate', framesPerSecond: fps }
  return stride === undefined ? { kind: 'every-frame' } : { kind: 'stride', stride }
}

function frameRate(text: string): number {
  const value = Number(text)
  if (value > 0 && value <= 1000) return value
  throw new InvalidArgumentError('It must be a number above 0, at most 1000.')
}

function share(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('It must be a number from 0 to 1.')
}
