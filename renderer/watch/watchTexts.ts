import type { WatchStatus } from '../../common/watch'

/** What a folder is doing, in a line; undefined while it is off. */
export function watchText(status: WatchStatus | undefined): string {
  if (status === undefined) return 'Paused'
  if (status.problem !== null) return status.problem
  const { tracked, waiting, failed } = status
  if (tracked + waiting + failed === 0) return 'Waits for new files'
  const parts = [`${tracked} tracked`]
  if (waiting > 0) parts.push(`${waiting} to go`)
  if (failed > 0) parts.push(`${failed} could not be tracked`)
  return parts.join(', ')
}
