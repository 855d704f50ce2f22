import type { TrackingOptions } from '../../../common/tasks'
import { loadTrackerFiles } from './trackerFiles'
import { keepSpareTrackerWorker } from './trackerWorkers'

/**
 * Loads what a tracker of these options needs while somebody is on the way to it: from the pointer
 * over a button to its click a hand takes a fifth of a second. If that fails, the tracker tells.
 */
export function prepareTracker(options: TrackingOptions): void {
  keepSpareTrackerWorker()
  loadTrackerFiles(options).catch(() => undefined)
}
