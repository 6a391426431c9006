import { parentPort, workerData } from 'node:worker_threads'
import type { Area } from '#domain/area/area.ts'
import { areaFinder } from '#domain/area/match-area.ts'
import type { PlainDate } from '#domain/dates.ts'
import type { ColumnMapping } from '#domain/import/column-mapping.ts'
import {
  type ReadTable,
  type RosterContext,
  type RosterFile,
  readRoster,
} from '#domain/import/read-roster.ts'
import type { RosterRow } from '#domain/import/roster-row.ts'
import { cityFinder } from '../area/cities.ts'
import { type FileProblem, UnreadableFile } from './file-problem.ts'
import type { ReadLimits } from './read-limits.ts'
import { readSheets } from './read-sheets.ts'

export type UploadedFile = { name: string; bytes: Uint8Array }
export type ReadJob = {
  files: readonly UploadedFile[]
  areas: readonly Area[]
  asOf: PlainDate
  /** What an officer said of columns, for all files. */
  mapping?: ColumnMapping
  /** And of tables of these layouts. */
  layouts?: RosterContext['layouts']
  limits: ReadLimits
  /** How many parcels of rows have been taken, shared with the thread that takes them. */
  taken: Int32Array
}

/**
 * Rows come in parcels, so that taking them does not hold up the thread that serves everybody else; as JSON, since
 * that is taken up in half the time of a structured clone.
 */
export type ReadMessage =
  | { tables: ReadTable[]; file: string }
  | { rows: string }
  | { problem: FileProblem; file: string }
  | { done: true }

const PARCEL = 250
/** So many parcels may wait to be taken; more would pile up in memory. */
const AHEAD = 8

// Reading and parsing keep a processor busy for seconds: here they block nobody, and a file that eats the memory
// ends this thread and not the server.
async function work(job: ReadJob, tell: (message: ReadMessage) => void) {
  const { files, areas, asOf, mapping, layouts, limits } = job
  const context = { asOf, mapping, layouts, placeOf: areaFinder(areas), cityOf: cityFinder() }
  const rowsLeave = waitingFor(job.taken)
  for (const { name, bytes } of files) {
    try {
      readFile({ file: name, sheets: await readSheets(bytes, limits) }, context, { tell, rowsLeave })
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      return tell({ file: name, problem: error.problem })
    }
  }
  tell({ done: true })
}

/** Waits before a parcel leaves until enough of those before have been taken. */
function waitingFor(taken: Int32Array): () => void {
  let sent = 0
  return () => {
    for (let seen = Atomics.load(taken, 0); sent - seen >= AHEAD; seen = Atomics.load(taken, 0))
      Atomics.wait(taken, 0, seen)
    sent++
  }
}

type Sending = { tell: (message: ReadMessage) => void; rowsLeave: () => void }

function readFile(file: RosterFile, context: RosterContext, { tell, rowsLeave }: Sending) {
  const tables: ReadTable[] = []
  let rows: RosterRow[] = []
  const send = () => {
    if (rows.length === 0) return
    rowsLeave()
    tell({ rows: JSON.stringify(rows) })
    rows = []
  }
  for (const part of readRoster(file, context)) {
    if ('table' in part) tables.push(part.table)
    else if (rows.push(part.row) === PARCEL) send()
  }
  if (tables.length === 0) throw new UnreadableFile('noTable')
  send()
  tell({ file: file.file, tables })
}

if (parentPort) {
  const port = parentPort
  await work(workerData as ReadJob, (message) => port.postMessage(message))
}
