/** Takes a frame of the camera. It is closed when the promise is fulfilled. */
export type TakePicture = (picture: VideoFrame, index: number, arrivedMs: number) => Promise<void>

/**
 * Gives each frame of a camera's track to `take`, one after the other, until the track ends or the
 * answered function is called.
 */
export function readFrames(track: MediaStreamTrack, take: TakePicture): () => void {
  let index = 0
  const give = async (picture: VideoFrame): Promise<void> => {
    const arrivedMs = performance.now()
    await take(picture, index++, arrivedMs).finally(() => picture.close())
  }
  return 'MediaStreamTrackProcessor' in window ? readTrack(track, give) : readVideo(track, give)
}

type Give = (picture: VideoFrame) => Promise<void>

function readTrack(track: MediaStreamTrack, give: Give): () => void {
  const { readable } = new MediaStreamTrackProcessor({ track: track as MediaStreamVideoTrack })
  const reader = readable.getReader()
  void pump(reader, give)
  return () => void reader.cancel()
}

async function pump(reader: ReadableStreamDefaultReader<VideoFrame>, give: Give): Promise<void> {
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    await give(next.value)
  }
}

/** The way that every browser has: a video element tells of each frame that it would show. */
function readVideo(track: MediaStreamTrack, give: Give): () => void {
  const video = document.createElement('video')
  video.muted = true
  video.srcObject = new MediaStream([track])
  let request = video.requestVideoFrameCallback(next)
  void video.play()

  function next(_now: number, { captureTime, mediaTime }: VideoFrameCallbackMetadata): void {
    const timestamp = Math.round((captureTime ?? mediaTime * 1000) * 1000)
    void give(new VideoFrame(video, { timestamp }))
    request = video.requestVideoFrameCallback(next)
  }

  return () => {
    video.cancelVideoFrameCallback(request)
    video.srcObject = null
  }
}
