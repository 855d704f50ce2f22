import type { WatchStatus } from '../../common/watch'
import { say, t } from '../locale'

/** What a folder is doing, in a line; undefined while it is off. */
export function watchText(status: WatchStatus | undefined): string {
  if (status === undefined) return t('watch.paused')
  if (status.problem !== null) return say(status.problem)
  const { tracked, waiting, failed } = status
  if (tracked + waiting + failed === 0) return t('watch.waits')
  const parts = [t('watch.tracked', { tracked })]
  if (waiting > 0) parts.push(t('watch.toGo', { waiting }))
  if (failed > 0) parts.push(t('watch.failed', { failed }))
  return parts.join(t('watch.separator'))
}
