import {
  curveRssBytes,
  type CurveName,
  type ProcessSample,
  type TelemetryEvent,
  type TelemetryHistory,
  type TelemetrySample,
} from '../../common/telemetry'

interface Tier {
  readonly everyMs: number
  readonly keepMs: number
}

const [minuteMs, hourMs] = [60_000, 3_600_000]

/** A second's step for ten minutes, ten seconds' for two hours, a minute's for a day. */
const tiers: readonly Tier[] = [
  { everyMs: 1000, keepMs: 10 * minuteMs },
  { everyMs: 10_000, keepMs: 2 * hourMs },
  { everyMs: minuteMs, keepMs: 24 * hourMs },
]

const maxEvents = 2000

/** The last day of the app's processes, at a resolution that falls with age. */
export class TelemetryStore {
  readonly #tiers = tiers.map((tier) => new SampleTier(tier))
  readonly #events: TelemetryEvent[] = []

  add(sample: TelemetrySample): void {
    for (const tier of this.#tiers) tier.add(sample)
  }

  note(event: TelemetryEvent): void {
    this.#events.push(event)
    if (this.#events.length > maxEvents) this.#events.shift()
  }

  /** All that is kept, the oldest first: each time from the finest tier that still has it. */
  samples(): TelemetrySample[] {
    let untilMs = Infinity
    const stretches: TelemetrySample[][] = []
    for (const tier of this.#tiers) {
      const stretch = tier.samples.filter(({ timeMs }) => timeMs < untilMs)
      stretches.unshift(stretch)
      untilMs = Math.min(untilMs, stretch[0]?.timeMs ?? Infinity)
    }
    return stretches.flat()
  }

  history(): TelemetryHistory {
    const samples = this.samples()
    const names = new Map<string, CurveName>()
    for (const { processes } of samples) {
      for (const { role, worker } of processes) names.set(keyOf({ role, worker }), { role, worker })
    }
    return {
      timesMs: samples.map(({ timeMs }) => timeMs),
      curves: [...names.values()].map((name) => ({
        ...name,
        rssBytes: samples.map((sample) => curveRssBytes(sample, name)),
      })),
      events: [...this.#events],
    }
  }
}

/** Samples in steps of one length; each step keeps the largest of each process. */
class SampleTier {
  readonly samples: TelemetrySample[] = []
  readonly #tier: Tier
  #step: TelemetrySample[] = []

  constructor(tier: Tier) {
    this.#tier = tier
  }

  add(sample: TelemetrySample): void {
    const { everyMs, keepMs } = this.#tier
    const stepOf = ({ timeMs }: TelemetrySample): number => Math.floor(timeMs / everyMs)
    const [first] = this.#step
    if (first && stepOf(first) !== stepOf(sample)) {
      this.samples.push(largest(this.#step))
      this.#step = []
    }
    this.#step.push(sample)
    while (this.samples[0] && this.samples[0].timeMs < sample.timeMs - keepMs) this.samples.shift()
  }
}

function largest(samples: readonly TelemetrySample[]): TelemetrySample {
  const processes = new Map<string, ProcessSample>()
  for (const process of samples.flatMap(({ processes }) => processes)) {
    const known = processes.get(keyOf(process))
    if (!known || process.rssBytes >= known.rssBytes) processes.set(keyOf(process), process)
  }
  return { timeMs: samples.at(-1)!.timeMs, processes: [...processes.values()] }
}

function keyOf({ role, worker }: CurveName): string {
  return `${role} ${worker}`
}
