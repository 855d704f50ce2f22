import type { Task } from '../../common/tasks'

export type LoopMode = 'naive' | 'reuse'

/** First message to a loop process; it answers `ready`, and starts at the second message. */
export interface LoopRequest {
  readonly mode: LoopMode
  readonly task: Task
  readonly paths: readonly string[]
  readonly modelPath: string
  readonly wasmFolder: string
}

export interface LoopResult {
  readonly files: number
  readonly seconds: number
  readonly peakRssBytes: number
}
