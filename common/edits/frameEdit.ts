import { landmarkStride, partNames, type FrameLandmarks, type PackedPart } from '../landmarks'
import type { FrameStep } from './series'
import { mirroredLandmarks, otherHand, otherSide } from './sides'

type StepOf<K extends FrameStep['kind']> = Extract<FrameStep, { kind: K }>

/** What a step makes of a frame; undefined where it takes the whole frame out. */
export function editFrame(step: FrameStep, frame: FrameLandmarks): FrameLandmarks | undefined {
  const isInSpan = frame.frame >= step.firstFrame && frame.frame <= step.lastFrame
  if (step.kind === 'trim') return isInSpan ? frame : undefined
  return isInSpan ? { ...frame, parts: editParts(step, frame.parts) } : frame
}

function editParts(
  step: Exclude<FrameStep, { kind: 'trim' }>,
  parts: readonly PackedPart[],
): readonly PackedPart[] {
  switch (step.kind) {
    case 'hide':
      return parts.filter((part) => !isHidden(step, part))
    case 'swap-sides':
      return inOrder(parts.map((part) => (isOf(step.subject, part) ? otherSided(part) : part)))
    case 'swap-subjects':
      return inOrder(parts.map((part) => ({ ...part, subject: otherSubject(step, part.subject) })))
  }
}

export function isHidden(
  step: StepOf<'hide'>,
  part: Pick<PackedPart, 'subject' | 'part'>,
): boolean {
  return isOf(step.subject, part) && (step.part === null || step.part === part.part)
}

/** Whether a part is a subject's; null is everybody. */
export function isOf(subject: number | null, part: Pick<PackedPart, 'subject'>): boolean {
  return subject === null || subject === part.subject
}

export function otherSubject({ subjects }: StepOf<'swap-subjects'>, subject: number): number {
  const [one, other] = subjects
  if (subject === one) return other
  return subject === other ? one : subject
}

function otherSided(part: PackedPart): PackedPart {
  return {
    ...part,
    part: otherSide(part.part),
    handedness: otherHand(part.handedness),
    points: part.topology === 'pose' ? mirroredPoints(part) : part.points,
  }
}

function mirroredPoints({ topology, points }: PackedPart): PackedPart['points'] {
  const mirrored = new Float32Array(points.length)
  for (const [index, other] of mirroredLandmarks[topology].entries()) {
    const at = other * landmarkStride
    mirrored.set(points.subarray(at, at + landmarkStride), index * landmarkStride)
  }
  return mirrored
}

/** As the library lists the parts of a frame. */
export function inOrder(parts: readonly PackedPart[]): readonly PackedPart[] {
  return parts.toSorted(
    (a, b) => a.subject - b.subject || partNames.indexOf(a.part) - partNames.indexOf(b.part),
  )
}
