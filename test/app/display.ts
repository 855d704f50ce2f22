import { spawn } from 'node:child_process'
import { hasDisplay } from '../../scripts/display.mjs'

/** Gives the tests of this folder a display in memory where there is no screen. */
export default async function startDisplay(): Promise<(() => void) | undefined> {
  if (hasDisplay(process.env)) return undefined
  const screen = ['-screen', '0', '1600x1000x24']
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  process.env.DISPLAY = `:${await firstLine(server)}`
  return () => void server.kill()
}

function firstLine(server: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', () => reject(new Error('Xvfb is missing. Run "npm run setup".')))
    server.once('exit', (code) => reject(new Error(`Xvfb ended with exit code ${code}`)))
    server.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()))
  })
}
