import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Redis } from 'ioredis'

const programs = ['redis-server', 'valkey-server']

/** A real server on a free port, with its data in memory alone. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
}

/**
 * Why no server can be started here; null if one can. On Debian the package is installed where that
 * is allowed.
 */
export function whyNoRedis(): string | null {
  if (findProgram() !== undefined) return null
  if (process.getuid?.() !== 0) return 'There is no redis-server: install it, and these tests run.'
  const options = ['-o', 'DPkg::Lock::Timeout=300', 'install', '--yes', '--no-install-recommends']
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update'], { env })
  spawnSync('apt-get', [...options, 'redis-server'], { env })
  return findProgram() === undefined ? 'redis-server could not be installed with apt-get.' : null
}

export interface RedisOptions {
  /** One that is free, if it is left out. */
  readonly port?: number
  /** More of the server's own options. */
  readonly args?: readonly string[]
}

export async function startRedis(
  folder: string,
  { port: wantedPort, args = [] }: RedisOptions = {},
): Promise<RedisServer> {
  const program = findProgram()
  if (program === undefined) throw new Error('There is no redis-server.')
  const port = wantedPort ?? (await freePort())
  const basics = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  const child = spawn(program, [...basics, ...args], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await answers(port)
  return {
    ...{ port, url: `redis://127.0.0.1:${port}` },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** A server that speaks TLS on a second port, with a certificate that it has signed itself. */
export async function startTlsRedis(
  folder: string,
): Promise<RedisServer & { readonly certificatePath: string }> {
  const [certificatePath, keyPath] = [join(folder, 'redis.crt'), join(folder, 'redis.key')]
  const owner = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const files = ['-keyout', keyPath, '-out', certificatePath]
  const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', ...kind, ...owner, ...files], { stdio: 'ignore' })
  const tlsPort = await freePort()
  const tls = ['--tls-cert-file', certificatePath, '--tls-key-file', keyPath]
  const args = ['--tls-port', String(tlsPort), ...tls, '--tls-auth-clients', 'no']
  const redis = await startRedis(folder, { args })
  return { ...redis, port: tlsPort, url: `rediss://127.0.0.1:${tlsPort}`, certificatePath }
}

/** A port on which nobody listens at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function findProgram(): string | undefined {
  return programs.find((program) => {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}

async function answers(port: number): Promise<void> {
  const redis = new Redis(port, '127.0.0.1', { retryStrategy: () => 50 })
  redis.on('error', () => undefined)
  const isThere = redis.ping().catch(() => true)
  await Promise.race([isThere, setTimeout(10_000, undefined, { ref: false })])
  redis.disconnect()
}
