import { parentPort, workerData } from 'node:worker_threads'
import type { Area } from '#domain/area/area.ts'
import { areaFinder } from '#domain/area/match-area.ts'
import type { PlainDate } from '#domain/dates.ts'
import { type ReadTable, readRoster } from '#domain/import/read-roster.ts'
import { type FileProblem, UnreadableFile } from './file-problem.ts'
import type { ReadLimits } from './read-limits.ts'
import { readXlsxSheets } from './read-xlsx.ts'

export type UploadedFile = { name: string; bytes: Uint8Array }
export type ReadJob = {
  files: readonly UploadedFile[]
  areas: readonly Area[]
  asOf: PlainDate
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
async function work({ files, areas, asOf, limits }: ReadJob, tell: (message: ReadMessage) => void) {
  const placeOf = areaFinder(areas)
  for (const { name, bytes } of files) {
    try {
      const { tables, rows } = readRoster(
        { file: name, sheets: await readXlsxSheets(bytes, limits) },
        { asOf, placeOf },
      )
      if (tables.length === 0) throw new UnreadableFile('noTable')
      tell({ file: name, tables })
      for (let at = 0; at < rows.length; at += PARCEL)
        tell({ rows: JSON.stringify(rows.slice(at, at + PARCEL)) })
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      return tell({ file: name, problem: error.problem })
    }
  }
  tell({ done: true })
}

if (parentPort) {
  const port = parentPort
  await work(workerData as ReadJob, (message) => port.postMessage(message))
}
