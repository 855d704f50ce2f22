import type { EntryKind } from '../../common/entries'
import type { TrackingOptions } from '../../common/tasks'
import { hasModelVariants } from '../../common/tasks'
import { modelVariantTitle, taskTitle } from '../options/wording'

export const kindTitles: Readonly<Record<EntryKind, string>> = {
  photo: 'Photo',
  video: 'Video',
  recording: 'Recording',
}

/** What was tracked and how, in a few words: `Body, Full · 2 at most · every 2nd frame`. */
export function optionsText(options: TrackingOptions): string {
  const { task, modelVariant, maxSubjects, inputLongSidePx, videoSampling } = options
  const what = hasModelVariants(task)
    ? `${taskTitle(task)}, ${modelVariantTitle(modelVariant)}`
    : taskTitle(task)
  return [
    what,
    ...(task === 'holistic' ? [] : [`${maxSubjects} at most`]),
    `${inputLongSidePx} px`,
    ...(videoSampling.kind === 'stride' ? [`every ${videoSampling.stride}. frame`] : []),
    ...(videoSampling.kind === 'rate' ? [`${videoSampling.framesPerSecond} frames/s at most`] : []),
  ].join(' · ')
}
