import { Worker } from 'node:worker_threads'
import type { ReadTable } from '#domain/import/read-roster.ts'
import type { RosterRow } from '#domain/import/roster-row.ts'
import { Refusal } from '#domain/refusals.ts'
import { FILE_PROBLEMS, type FileProblem } from './file-problem.ts'
import { READ_LIMITS } from './read-limits.ts'
import type { ReadJob, ReadMessage } from './read-worker.ts'

export type ReadFiles = { files: { file: string; tables: ReadTable[] }[]; rows: RosterRow[] }

let before: Promise<unknown> = Promise.resolve()

/** One at a time: several hostile rosters at once would take the memory that one may not. */
export function readFiles(job: Omit<ReadJob, 'limits'>, limits = READ_LIMITS): Promise<ReadFiles> {
  const mine = before.then(() => readInThread(job, limits))
  before = mine.catch(() => {})
  return mine
}

/** Reads rosters in a thread of their own. A file that cannot be read refuses all of them. */
function readInThread(job: Omit<ReadJob, 'limits'>, limits: ReadJob['limits']): Promise<ReadFiles> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: { ...job, limits } satisfies ReadJob,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
  })
  const read: ReadFiles = { files: [], rows: [] }
  return new Promise<ReadFiles>((resolve, reject) => {
    const refuse = (problem: FileProblem, file?: string) => reject(unreadable(problem, file))
    const tooLate = setTimeout(() => refuse('tooSlow'), limits.milliseconds)
    worker.on('message', (message: ReadMessage) => {
      if ('problem' in message) refuse(message.problem, message.file)
      else if ('tables' in message) read.files.push({ file: message.file, tables: message.tables })
      else if ('rows' in message) read.rows.push(...(JSON.parse(message.rows) as RosterRow[]))
      else resolve(read)
    })
    worker.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refuse('tooMuch') : reject(error),
    )
    worker.on('exit', () => {
      clearTimeout(tooLate)
      refuse('damaged') // says nothing if an answer was given before
    })
  }).finally(() => worker.terminate())
}

const unreadable = (problem: FileProblem, file?: string) =>
  new Refusal('fileUnreadable', { problem: (file ? `${file}: ` : '') + FILE_PROBLEMS[problem] })
