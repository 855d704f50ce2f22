import { t } from '../../locale'

/** Why there is no picture of the camera. */
export type CameraProblem = 'refused' | 'none' | 'taken' | 'lost' | 'unsuitable' | 'unknown'

/** What a person is told, and what the button beside it does. */
export interface CameraAdvice {
  readonly title: string
  readonly advice: string
  /** Text of the button that tries again. */
  readonly retry: string
}

/** What the errors of `getUserMedia` mean (Media Capture and Streams, section 10.2). */
export function cameraProblemOf(error: unknown): CameraProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused'
    case 'NotFoundError':
      return 'none'
    case 'NotReadableError':
    case 'AbortError':
      return 'taken'
    case 'OverconstrainedError':
      return 'unsuitable'
    default:
      return 'unknown'
  }
}

export function cameraAdvice(problem: CameraProblem): CameraAdvice {
  return {
    title: t(`live.problem.${problem}.title`),
    advice: t(`live.problem.${problem}.advice`),
    retry: t(`live.retry.${retries[problem]}`),
  }
}

const retries = {
  refused: 'again',
  none: 'look',
  taken: 'again',
  lost: 'look',
  unsuitable: 'choose',
  unknown: 'again',
} as const satisfies Record<CameraProblem, string>
