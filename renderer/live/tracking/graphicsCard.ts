/**
 * Whether there is a graphics card to track with. Where Chromium draws on the processor itself, a
 * model "on the GPU" takes ten times as long, and holds up the whole screen.
 */
export function hasGraphicsCard(): boolean {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('webgl2', { failIfMajorPerformanceCaveat: true })
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}
