import type { LandmarkVersion } from '../../common/export/options'

/** The one that is chosen first of all, then the other. */
export const versionsOffered = ['edited', 'tracked'] as const satisfies readonly LandmarkVersion[]

export const versionTitles: Readonly<Record<LandmarkVersion, string>> = {
  edited: 'As edited',
  tracked: 'As tracked',
}

export const versionSentences: Readonly<Record<LandmarkVersion, string>> = {
  edited: 'With the steps of each file applied; they are listed in the JSON.',
  tracked: 'As the model gave them.',
}
