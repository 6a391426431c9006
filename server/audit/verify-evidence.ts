import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { evidencePath } from '../child/evidence-store.ts'
import { inParts } from '../db/cursor.ts'
import type { Findings } from './problems.ts'

type Row = { id: string; sha256: Buffer }

/** Every evidence file is there, with the sealed bytes that were stored. Answers how many. */
export async function verifyEvidence(
  owner: pg.ClientBase,
  dataDir: string,
  findings: Findings,
): Promise<number> {
  let files = 0
  const rows = inParts<Row>(
    owner,
    'verified_evidence',
    'select id, sha256 from evidence order by county, id',
    [],
  )
  for await (const part of rows)
    for (const { id, sha256 } of part) {
      files += 1
      const found = await sha256Of(evidencePath(dataDir, id))
      if (!found) findings.add('evidenceMissing', { id })
      else if (!found.equals(sha256)) findings.add('evidenceAltered', { id })
    }
  return files
}

async function sha256Of(path: string): Promise<Buffer | undefined> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
    return hash.digest()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
