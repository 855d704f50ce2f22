import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { readPathMapping, type PathMapping } from '../remote/pathMapping'
import { wholeNumber } from './numbers'

export interface WorkerOptions {
  readonly redisUrl: string
  /** A folder of this program alone, for files that are sent to it. */
  readonly dataFolder: string
  /** Undefined is one for each physical core. */
  readonly workers: number | undefined
  readonly mappings: readonly PathMapping[]
  readonly verbose: boolean
}

interface RawOptions {
  redis?: string
  data: string
  workers?: number
  map: readonly PathMapping[]
  verbose?: true
}

const redisVariable = 'LANDMARK_STUDIO_REDIS'

/** Reads the command line of `npm run worker`, as `readCliOptions` does that of a batch. */
export function readWorkerOptions(
  argv: readonly string[],
  version: string,
  environment: NodeJS.ProcessEnv,
): WorkerOptions {
  const command = createCommand(version)
  try {
    command.parse(argv, { from: 'user' })
    const { redis, data, workers, map, verbose = false } = command.opts<RawOptions>()
    const redisUrl = redis ?? environment[redisVariable]
    if (redisUrl === undefined) {
      return command.error(`error: give --redis <url>, or set ${redisVariable}`)
    }
    return { redisUrl, dataFolder: data, workers, mappings: map, verbose }
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2)
    throw error
  }
}

function createCommand(version: string): Command {
  return new Command()
    .name('npm run worker --')
    .description('Tracks files for Landmark Studio on other machines, until it is interrupted.')
    .option(
      '--redis <url>',
      `the server that hands out the work, such as redis://host:6379; better in ${redisVariable} if it holds a password: every user of a machine sees its command lines`,
    )
    .requiredOption('--data <folder>', 'a folder of its own, for files that are sent to it')
    .option(
      '-w, --workers <n>',
      'files at a time (default: one per physical core)',
      wholeNumber(1, 64),
    )
    .option(
      '--map <theirs=ours>',
      'a folder as other machines name it, and as this one does: its files are read there and not sent; may be repeated',
      addMapping,
      [],
    )
    .option('--verbose', 'print what the engine says')
    .version(version)
    .showHelpAfterError('Run with --help to see all options.')
    .exitOverride()
}

function addMapping(text: string, before: readonly PathMapping[]): readonly PathMapping[] {
  const mapping = readPathMapping(text)
  if (mapping) return [...before, mapping]
  throw new InvalidArgumentError('It must be like /mnt/videos=/srv/videos.')
}
