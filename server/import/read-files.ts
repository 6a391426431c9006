import { EventEmitter, once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { ReadTable } from '#domain/import/read-roster.ts'
import type { RosterRow } from '#domain/import/roster-row.ts'
import { Refusal } from '#domain/refusals.ts'
import { FILE_PROBLEMS, type FileProblem } from './file-problem.ts'
import { READ_LIMITS } from './read-limits.ts'
import type { ReadJob, ReadMessage } from './read-worker.ts'

export type ReadTables = { files: { file: string; tables: ReadTable[] }[] }
export type ReadFiles = ReadTables & { rows: RosterRow[] }
export type Job = Omit<ReadJob, 'limits' | 'taken'>

/** All rows of the rosters, held in memory. */
export async function readFiles(job: Job, limits = READ_LIMITS): Promise<ReadFiles> {
  const rows: RosterRow[] = []
  const { files } = await readEach(job, (parcel) => void rows.push(...parcel), limits)
  return { files, rows }
}

/** What is being read; its rows as packed JSON, since a hundred thousand of them are planned some thousands at a time. */
export type Reading = {
  /** From the first one on, as often as is asked. Fails with the reading. */
  parcels(): AsyncGenerator<Buffer>
  /** Once all is read. */
  tables: Promise<ReadTables>
}

/** Begins to read; answers with the first rows, or fails, so that nobody waits for another's reading in a transaction. */
export async function beginReading(job: Job, limits = READ_LIMITS): Promise<Reading> {
  const parcels: Buffer[] = []
  const news = new EventEmitter()
  const first = once(news, 'parcel')
  const take = (rows: string) => {
    parcels.push(deflateRawSync(rows, { level: 1 }))
    news.emit('parcel')
  }
  const tables = readTexts(job, take, limits)
  let over = false
  tables
    .catch(() => {})
    .finally(() => {
      over = true
      news.emit('parcel')
    })
  await Promise.race([first, tables])
  async function* all() {
    for (let i = 0; i < parcels.length || !over; ) {
      const parcel = parcels[i]
      if (parcel) {
        yield parcel
        i++
      } else await once(news, 'parcel')
    }
    await tables
  }
  return { parcels: all, tables }
}

/** The rows, about `size` at a time. */
export async function* unpackedRows(reading: Reading, size: number): AsyncGenerator<RosterRow[]> {
  let rows: RosterRow[] = []
  for await (const parcel of reading.parcels()) {
    rows.push(...(JSON.parse(inflateRawSync(parcel).toString()) as RosterRow[]))
    if (rows.length < size) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

/** Takes some rows; the reader goes on while it waits, by a few parcels. */
export type TakeRows = (rows: RosterRow[]) => void | Promise<void>

let before: Promise<unknown> = Promise.resolve()

/**
 * Reads rosters and gives their rows away in parcels, so that nobody need hold a hundred thousand of them. One at a
 * time: several hostile rosters at once would take the memory that one may not.
 */
export const readEach = (job: Job, take: TakeRows, limits = READ_LIMITS): Promise<ReadTables> =>
  readTexts(job, (rows) => take(JSON.parse(rows) as RosterRow[]), limits)

type TakeText = (rows: string) => void | Promise<void>

function readTexts(job: Job, take: TakeText, limits: ReadJob['limits']): Promise<ReadTables> {
  const mine = before.then(() => readInThread(job, take, limits))
  before = mine.catch(() => {})
  return mine
}

/** Reads rosters in a thread of their own. A file that cannot be read refuses all of them. */
function readInThread(job: Job, take: TakeText, limits: ReadJob['limits']): Promise<ReadTables> {
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: { ...job, limits, taken } satisfies ReadJob,
    resourceLimits: {
      maxOldGenerationSizeMb: limits.heapMegabytes,
      maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
    },
  })
  const read: ReadTables = { files: [] }
  const ended = once(worker, 'exit')
  let done = false
  return new Promise<ReadTables>((resolve, reject) => {
    const refuse = (problem: FileProblem, file?: string) => reject(unreadable(problem, file))
    const tooLate = setTimeout(() => refuse('tooSlow'), limits.milliseconds)
    let taking: Promise<void> = Promise.resolve()
    const takeParcel = async (rows: string) => {
      await take(rows)
      Atomics.add(taken, 0, 1)
      Atomics.notify(taken, 0)
      tooLate.refresh()
    }
    worker.on('message', (message: ReadMessage) => {
      if ('problem' in message) refuse(message.problem, message.file)
      else if ('tables' in message) read.files.push({ file: message.file, tables: message.tables })
      else if ('rows' in message) {
        taking = taking.then(() => takeParcel(message.rows))
        taking.catch(reject)
      } else {
        done = true
        taking.then(() => resolve(read), reject)
      }
    })
    worker.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refuse('tooMuch') : reject(error),
    )
    worker.on('exit', () => {
      clearTimeout(tooLate)
      // Says nothing if an answer was given before; one that is still being taken is waited for.
      taking.finally(() => refuse('damaged')).catch(() => {})
    })
  }).finally(() => (done ? ended : worker.terminate())) // ending one that is about to end by itself has crashed Node
}

/** What is read is short-lived; more room would only let it pile up. */
const YOUNG_MEGABYTES = 32

const unreadable = (problem: FileProblem, file?: string) =>
  new Refusal('fileUnreadable', { problem: (file ? `${file}: ` : '') + FILE_PROBLEMS[problem] })
