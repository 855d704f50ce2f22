import { defaultMemoryLimits } from '../common/telemetry'
import type { PoolSupervision } from '../main/pool/workerPool'

/** Workers with the limits that the app has by default, whose fates nobody notes. */
export const unsupervised: PoolSupervision = {
  memoryLimits: () => defaultMemoryLimits,
  note: () => undefined,
}
