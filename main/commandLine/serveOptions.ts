import { Command, CommanderError } from 'commander'
import { resolve } from 'node:path'
import { defaultDataFolder } from './dataFolder'
import { wholeNumber } from './numbers'

export interface ServeOptions {
  readonly port: number
  /** Undefined: a random one is made. */
  readonly token: string | undefined
  readonly allowedOrigins: readonly string[]
  /** Folders whose files may be asked for by their path. */
  readonly allowedFolders: readonly string[]
  /** Where results and uploaded files are kept. */
  readonly dataFolder: string
  /** Worker processes for each model in use; undefined is one for each physical core. */
  readonly workers: number | undefined
  /** The server behind which workers on other machines wait for jobs; undefined for none. */
  readonly redisUrl: string | undefined
  readonly verbose: boolean
}

interface RawOptions {
  port: number
  token?: string
  allowOrigin?: string[]
  allow?: string[]
  data: string
  workers?: number
  redis?: string
  verbose?: true
}

const defaultPort = 8765

/** Reads the command line of `npm run serve`, as `readCliOptions` does that of a batch. */
export function readServeOptions(argv: readonly string[], version: string): ServeOptions {
  const command = createCommand(version)
  try {
    command.parse(argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2)
    throw error
  }
  const { allowOrigin = [], allow = [], data, ...raw } = command.opts<RawOptions>()
  return {
    ...{ port: raw.port, token: raw.token, workers: raw.workers, verbose: raw.verbose ?? false },
    ...{ allowedOrigins: allowOrigin, allowedFolders: allow.map((folder) => resolve(folder)) },
    ...{ dataFolder: resolve(data), redisUrl: raw.redis },
  }
}

function createCommand(version: string): Command {
  return new Command()
    .name('npm run serve --')
    .description(
      'Tracks photos, videos and folders for programs on this machine, over HTTP, until it is\ninterrupted. Jobs that are not done then go on at the next start.',
    )
    .option(
      '-p, --port <port>',
      'where to listen on 127.0.0.1',
      wholeNumber(0, 65_535),
      defaultPort,
    )
    .option('--token <token>', 'what who asks must know (default: a random one, printed)')
    .option('--allow-origin <origin...>', 'pages that may ask too, such as https://example.org')
    .option('--allow <folder...>', 'folders whose files may be asked for by their path')
    .option('--data <folder>', 'where results and uploaded files are kept', defaultDataFolder())
    .option('-w, --workers <n>', 'worker processes for each model', wholeNumber(1, 64))
    .option(
      '--redis <url>',
      'have workers on other machines do the jobs, and here only as many as --workers says',
    )
    .option('--verbose', 'print what the engine says')
    .version(version)
    .showHelpAfterError('Run with --help to see all options.')
    .exitOverride()
}
