import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { TypesetJob } from './typeset-worker.ts'

/** No file of forms takes so long; a thread that hangs would hold up all others. */
const LONGEST_MS = 60_000

let before: Promise<unknown> = Promise.resolve()

/** A PDF of these data. One at a time: several would take the memory and the processors of everybody else. */
export function typeset(job: TypesetJob): Promise<Buffer> {
  const mine = before.then(() => typesetInThread(job))
  before = mine.catch(() => {})
  return mine
}

async function typesetInThread(job: TypesetJob): Promise<Buffer> {
  const worker = new Worker(new URL('./typeset-worker.ts', import.meta.url), { workerData: job })
  const ended = once(worker, 'exit')
  const tooLate = setTimeout(() => worker.terminate(), LONGEST_MS)
  try {
    const pdf = await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`typesetting ended with ${code}`)))
    })
    return Buffer.from(pdf)
  } finally {
    await ended
    clearTimeout(tooLate)
  }
}
