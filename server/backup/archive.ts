import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { headPath } from '#server/audit/head.ts'
import { evidencePath } from '#server/child/evidence-store.ts'
import { masterKeyPath } from '#server/crypto/master-key.ts'
import { inParts } from '#server/db/cursor.ts'
import { entry } from './entries.ts'
import { describe, type Manifest, programVersion } from './manifest.ts'
import {
  columnsOf,
  countTable,
  PLAIN_SETTINGS,
  quoted,
  sequences,
  type Table,
  tablesInOrder,
} from './tables.ts'

/** Files beside the database that a county needs, besides its evidence. */
const FILES = [masterKeyPath, headPath, (dataDir: string) => join(dataDir, 'setup.json')]

/** Everything as it stood at one moment; `done` gets the manifest when the last byte has gone out. */
export async function* archive(
  client: pg.ClientBase,
  dataDir: string,
  done: (manifest: Manifest) => void,
): AsyncGenerator<Buffer> {
  // The files first: the head of the audit log must not be ahead of the rows.
  for (const pathOf of FILES) {
    const content = await readIfThere(pathOf(dataDir))
    if (content) yield* entry({ file: relative(dataDir, pathOf(dataDir)) }, [content])
  }
  await client.query(PLAIN_SETTINGS)
  await client.query('begin isolation level repeatable read read only')
  const about = await describe(client)
  const tables: Manifest['tables'] = []
  for (const table of await tablesInOrder(client)) {
    tables.push(await countTable(client, table))
    yield* entry({ table: table.name, columns: table.columns }, rowsOf(client, table))
  }
  const manifest: Manifest = {
    format: 1,
    program: programVersion(),
    madeAt: new Date().toISOString(),
    ...about,
    tables,
    sequences: await sequences(client),
    evidence: { files: 0, faulty: [] },
  }
  yield* evidence(client, dataDir, manifest.evidence)
  await client.query('commit')
  yield* entry({ manifest: true }, [Buffer.from(JSON.stringify(manifest))])
  done(manifest)
}

const rowsOf = (client: pg.ClientBase, table: Table): AsyncIterable<Buffer> =>
  client.query(copyTo(`copy (select ${columnsOf(table)} from ${quoted(table.name)}) to stdout`))

/** Files are written before their rows and never changed, so that every row of the snapshot has its file. */
async function* evidence(
  client: pg.ClientBase,
  dataDir: string,
  found: Manifest['evidence'],
): AsyncGenerator<Buffer> {
  const rows = inParts<{ id: string; sha256: Buffer }>(
    client,
    'kept_evidence',
    'select id, sha256 from evidence',
    [],
  )
  for await (const part of rows)
    for (const { id, sha256 } of part) {
      const path = evidencePath(dataDir, id)
      const content = await readIfThere(path)
      if (content) {
        found.files += 1
        yield* entry({ file: relative(dataDir, path) }, [content])
      }
      if (!content || !createHash('sha256').update(content).digest().equals(sha256)) found.faulty.push(id)
    }
}

const readIfThere = (path: string): Promise<Buffer | undefined> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
