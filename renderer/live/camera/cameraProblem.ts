import { assertNever } from '../../../common/errors'

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
  switch (problem) {
    case 'refused':
      return {
        title: 'The camera may not be used',
        advice:
          'Allow Landmark Studio to use the camera in the privacy settings of the system, then try again.',
        retry: 'Try again',
      }
    case 'none':
      return {
        title: 'No camera is connected',
        advice: 'Connect one: the picture appears by itself as soon as it is there.',
        retry: 'Look again',
      }
    case 'taken':
      return {
        title: 'Another program uses the camera',
        advice: 'Close the program that shows its picture, a video call perhaps, then try again.',
        retry: 'Try again',
      }
    case 'lost':
      return {
        title: 'The camera is gone',
        advice:
          'It was pulled out or switched off. Connect it again: the picture comes back by itself. A recording that was cut off is kept.',
        retry: 'Look again',
      }
    case 'unsuitable':
      return {
        title: 'The camera has no such picture',
        advice:
          'It offers neither the chosen size nor the frame rate. Choose others, or let it choose.',
        retry: 'Let the camera choose',
      }
    case 'unknown':
      return {
        title: 'The camera gives no picture',
        advice: 'Connect it again or choose another one, then try again.',
        retry: 'Try again',
      }
    default:
      return assertNever(problem)
  }
}
