/** Work that a request leaves behind, one after the other; `ending` tells it to stop. */
export function createBackground(complain: (problem: unknown) => void) {
  let ended = false
  let queue = Promise.resolve()
  return {
    ending: () => ended,
    start(work: () => Promise<void>): void {
      queue = queue.then(() => (ended ? undefined : work())).catch(complain)
    },
    async stop(): Promise<void> {
      ended = true
      await queue
    },
  }
}
