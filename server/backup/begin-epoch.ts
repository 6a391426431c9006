import type pg from 'pg'
import type { Link } from '#server/audit/chain.ts'
import { readHead, setHeadAside, writeHead } from '#server/audit/head.ts'
import { headFault } from '#server/audit/head-agrees.ts'
import { linkAt, sealRows } from '#server/audit/seal.ts'
import { masterKey } from '#server/crypto/master-key.ts'
import { createVault } from '#server/crypto/vault.ts'

/**
 * Acts of the time after the backup are gone from here, and another server may go on from the same rows: phones and
 * the audit chain must know that this is another life. Transactions count anew, so that the chain of the old epoch
 * is closed over all that is left of it. Answers how to write the head, once this is committed.
 */
export async function beginEpochs(client: pg.ClientBase, dataDir: string): Promise<() => Promise<void>> {
  const vault = createVault(await masterKey(dataDir, false))
  const now = new Date()
  const closed: Link[] = []
  const { rows } = await client.query<{ code: string; epoch: number }>('select code, epoch from county')
  for (const { code: county, epoch } of rows) {
    const last = await linkAt(client, county, 'last')
    const head = await readHead(dataDir, vault)
    const fault = await headFault(head, last, county, (seq) => linkAt(client, county, seq))
    // A head that is merely older was read a moment before the snapshot; what contradicts the rows was wrong before.
    if (fault && fault !== 'headBehind') await setHeadAside(dataDir, fault, now)
    closed.push((await sealRows(client, vault, { county, epoch }, now, true))!)
  }
  await client.query('update county set epoch = epoch + 1')
  return async () => {
    for (const link of closed) await writeHead(dataDir, vault, link)
  }
}
