import type { TrackingOptions } from '../../common/tasks'
import type { FrameSource } from './frames'
export async function openVideo(path: string, _options: TrackingOptions): Promise<FrameSource> {
  throw new Error(`${path}: videos are not tracked yet.`)
}
