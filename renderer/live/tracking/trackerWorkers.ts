let spare: Worker | undefined

/** A worker that runs the tracker's code and has no model yet: the spare one, if there is one. */
export function takeTrackerWorker(): Worker {
  const worker = spare ?? startWorker()
  spare = undefined
  return worker
}

/** Starts one for the next tracker: starting takes a fifth of the time of a changed option. */
export function keepSpareTrackerWorker(): void {
  spare ??= startWorker()
}

function startWorker(): Worker {
  return new Worker(new URL('./tracker.worker.ts', import.meta.url))
}
