/**
 * Makes a request of some work: one run at a time, and of all requests that come meanwhile one more
 * run afterwards, which then does what is wanted by then. `work` must not reject.
 */
export function newestOnly(work: () => Promise<void>): () => void {
  let isRunning = false
  let isWanted = false
  async function run(): Promise<void> {
    isRunning = true
    while (isWanted) {
      isWanted = false
      await work()
    }
    isRunning = false
  }
  return () => {
    isWanted = true
    if (!isRunning) void run()
  }
}
