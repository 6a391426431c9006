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
  limits: ReadLimits
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

// Reading and parsing keep a processor busy for seconds: here they block nobody, and a file that eats the memory
// ends this thread and not the server.
async function work(job: ReadJob, tell: (message: ReadMessage) => void) {
  const { files, areas, asOf, mapping, limits } = job
  const context = { asOf, mapping, placeOf: areaFinder(areas), cityOf: cityFinder() }
  for (const { name, bytes } of files) {
    try {
      readFile({ file: name, sheets: await readSheets(bytes, limits) }, context, tell)
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      return tell({ file: name, problem: error.problem })
    }
  }
  tell({ done: true })
}

function readFile(file: RosterFile, context: RosterContext, tell: (message: ReadMessage) => void) {
  const tables: ReadTable[] = []
  let rows: RosterRow[] = []
  const send = () => {
    if (rows.length > 0) tell({ rows: JSON.stringify(rows) })
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
