import type { Deps } from '../deps.ts'
import { sendWaiting } from './notices.ts'
import { tellEverybody } from './tell-everybody.ts'

const EVERY_MS = 5_000
const LOOK_EVERY_MS = 60_000

/** Sends every few seconds while the server runs, and looks each minute of what somebody has to be told. */
export function createNoticeSender(deps: Deps, complain: (problem: unknown) => void) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let ending = false
  let looked = 0
  const look = async () => {
    if (deps.now().getTime() - looked < LOOK_EVERY_MS) return
    looked = deps.now().getTime()
    await tellEverybody(deps)
  }
  const next = () => {
    timer = setTimeout(() => {
      running = look()
        .catch(complain)
        .then(() => sendWaiting(deps))
        .catch(complain)
        .finally(() => {
          if (!ending) next()
        })
    }, EVERY_MS).unref()
  }
  return {
    start: next,
    async stop(): Promise<void> {
      ending = true
      clearTimeout(timer)
      await running
    },
  }
}
