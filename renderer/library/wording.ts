import type { TrackingOptions, VideoSampling } from '../../common/tasks'
import { hasModelVariants } from '../../common/tasks'
import { modelVariantTitle, taskTitle } from '../options/wording'
import { t } from '../locale'

/** What was tracked and how, in a few words: `Body, Full · 2 at most · every 2nd frame`. */
export function optionsText(options: TrackingOptions): string {
  const { task, modelVariant, maxSubjects, inputLongSidePx, videoSampling } = options
  const what = hasModelVariants(task)
    ? t('library.optionsText.withModel', {
        task: taskTitle(task),
        model: modelVariantTitle(modelVariant),
      })
    : taskTitle(task)
  return [
    what,
    ...(task === 'holistic' ? [] : [t('library.optionsText.atMost', { subjects: maxSubjects })]),
    `${inputLongSidePx} px`,
    ...samplingTexts(videoSampling),
  ].join(' · ')
}

function samplingTexts(sampling: VideoSampling): readonly string[] {
  switch (sampling.kind) {
    case 'every-frame':
      return []
    case 'stride':
      return [t('library.optionsText.stride', { stride: sampling.stride })]
    case 'rate':
      return [t('library.optionsText.rate', { rate: sampling.framesPerSecond })]
  }
}
