import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Trackers } from './trackers'

/** What Prometheus is told. */
export interface Metrics {
  answered(status: number, seconds: number): void
  /** In Prometheus' text format. */
  text(): Promise<string>
  readonly contentType: string
}

const secondsBuckets = [0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8]

export function createMetrics(trackers: Trackers): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'landmark_studio_requests_total',
    help: 'Answered requests for a photo, by HTTP status.',
    labelNames: ['status'],
    registers,
  })
  const durations = new Histogram({
    name: 'landmark_studio_request_seconds',
    help: 'Time from a request for a photo to its answer.',
    buckets: secondsBuckets,
    registers,
  })
  gauge('landmark_studio_photos_waiting', 'Photos that wait or are in work.', () => trackers.length)
  gauge('landmark_studio_workers', 'Worker processes.', () => trackers.samples().length)
  gauge('landmark_studio_workers_resident_bytes', 'Memory of all worker processes.', () =>
    trackers.samples().reduce((sum, { rssBytes }) => sum + rssBytes, 0),
  )

  function gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(read())
      },
    })
  }

  return {
    answered(status, seconds) {
      requests.inc({ status })
      durations.observe(seconds)
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
