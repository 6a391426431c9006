import { setTimeout as sleep } from 'node:timers/promises'

type Step = { close: () => Promise<void>; patienceMs: number }

/** What has been opened, closed in reverse order; a step that takes too long is left, since a stop must end within 5 s. */
export function makeShutdown() {
  const steps: Step[] = []
  return {
    add(close: () => Promise<void>, patienceMs: number): void {
      steps.push({ close, patienceMs })
    },
    async run(): Promise<void> {
      for (let step = steps.pop(); step; step = steps.pop()) {
        await Promise.race([
          step.close().catch(console.error),
          sleep(step.patienceMs, undefined, { ref: false }),
        ])
      }
    },
  }
}

export type Stop = { asked: Promise<NodeJS.Signals>; isAsked(): boolean }

/** SIGHUP too: closing the terminal is how many people stop a program. */
export function untilStop(): Stop {
  let received: NodeJS.Signals | undefined
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.on(signal, () => {
        received ??= signal
        resolve(received)
      })
  })
  return { asked, isAsked: () => received !== undefined }
}
