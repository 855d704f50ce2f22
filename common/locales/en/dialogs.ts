/** What main shows itself: the system's dialogs and notifications. */
export const dialogs = {
  couldNotStart: 'Landmark Studio could not start',
  addFiles: 'Add photos and videos',
  addFolder: 'Add a folder of photos and videos',
  photosAndVideos: 'Photos and videos',
  allFiles: 'All files',
  watchFolder: 'Watch a folder for photos and videos',
  placeResults: 'Write the CSV of each file into a folder',
  allowFolder: 'Allow a folder of photos and videos',
  exportAs: 'Export as {format}',
  exportIntoFolder: 'Export as {format} into a new folder',
  trackingFinished: 'Tracking finished',
  filesDone: '{count} file done. | {count} files done.',
  filesDoneFailed: '{count} file done, {failed} failed. | {count} files done, {failed} failed.',
} as const
