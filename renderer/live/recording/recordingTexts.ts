import type { RecordingSummary } from '../../../common/recording'
import { taskTitle } from '../../options/wording'
import { t } from '../../locale'

/** A length of time as a clock shows it: `0:07`, `12:34`, `1:00:00`. */
export function clockText(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? part : String(part).padStart(2, '0'))).join(':')
}

/** `Hands · 0:12 · 187 frames · with video`, and how it ended if not as wished. */
export function recordingFacts(recording: RecordingSummary): string {
  const { setup, durationMs, frames, videoPath, ending } = recording
  return [
    taskTitle(setup.options.task),
    clockText(durationMs),
    t('live.fact.frames', { count: frames }),
    ...(videoPath === null ? [] : [t('live.fact.withVideo')]),
    ...(ending === 'camera-lost' ? [t('live.fact.cameraLost')] : []),
    ...(ending === 'interrupted' ? [t('live.fact.interrupted')] : []),
  ].join(' · ')
}
