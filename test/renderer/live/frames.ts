import { FramePool, type CameraFrame } from '../../../renderer/live/camera/cameraFrame'

/** What a camera gives, at 30 frames a second: one pixel, whose value is the frame's index. */
export function picture(index: number): VideoFrame {
  const frame = {
    timestamp: Math.round((index * 1e6) / 30),
    visibleRect: { width: 1, height: 1 },
    copyTo: (target: Uint8ClampedArray) => Promise.resolve(target.fill(index)),
  }
  return frame as unknown as VideoFrame
}

/** A frame of such a camera in the pool's memory. */
export function frameOf(pool: FramePool, index: number): Promise<CameraFrame> {
  return pool.copy(picture(index), index, (index * 1000) / 30)
}
