import { onScopeDispose, shallowRef, type Ref } from 'vue'
import { curveRssBytes, type TelemetrySample } from '../../common/telemetry'
import { useTelemetry } from '../stores/telemetry'
import { quantile, RollingValues } from './rolling'

/** How live tracking does, over the last few seconds. NaN where nothing was measured yet. */
export interface LiveFigures {
  readonly framesInPerSecond: number
  readonly trackedPerSecond: number
  readonly inferenceMs: { readonly median: number; readonly p95: number }
  /** From the capture of a tracked frame to its landmarks on screen. */
  readonly latencyMs: { readonly median: number; readonly p95: number }
  /** Frames that were overtaken by newer ones, in all. */
  readonly dropped: number
  /** Memory of the page's process, tracker and all. */
  readonly memoryBytes: number
}

export interface UseFiguresReturn {
  readonly figures: Readonly<Ref<LiveFigures>>
  frameCame(atMs: number): void
  tracked(inferenceMs: number, atMs: number): void
  shown(latencyMs: number, atMs: number): void
  /** Forgets what was measured with other options. */
  reset(): void
}

const spanMs = 3000
const showIntervalMs = 500

/** Gathers the numbers on screen while the calling scope lives. */
export function useFigures(dropped: () => number): UseFiguresReturn {
  const framesIn = new RollingValues(spanMs)
  const inferences = new RollingValues(spanMs)
  const latencies = new RollingValues(spanMs)
  const telemetry = useTelemetry()
  const figures = shallowRef(measure(performance.now()))

  function measure(nowMs: number): LiveFigures {
    return {
      framesInPerSecond: framesIn.perSecond(nowMs),
      trackedPerSecond: inferences.perSecond(nowMs),
      inferenceMs: summarize(inferences.values(nowMs)),
      latencyMs: summarize(latencies.values(nowMs)),
      dropped: dropped(),
      memoryBytes: pageBytes(telemetry.latest),
    }
  }

  const showing = setInterval(() => (figures.value = measure(performance.now())), showIntervalMs)
  onScopeDispose(() => clearInterval(showing))

  return {
    figures,
    frameCame: (atMs) => framesIn.add(0, atMs),
    tracked: (inferenceMs, atMs) => inferences.add(inferenceMs, atMs),
    shown: (latencyMs, atMs) => latencies.add(latencyMs, atMs),
    reset: () => [framesIn, inferences, latencies].forEach((values) => values.clear()),
  }
}

function pageBytes(sample: TelemetrySample | null): number {
  return (sample && curveRssBytes(sample, { role: 'page', worker: null })) ?? NaN
}

function summarize(values: readonly number[]) {
  return { median: quantile(values, 0.5), p95: quantile(values, 0.95) }
}
