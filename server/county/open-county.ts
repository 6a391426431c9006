import type pg from 'pg'
import { withClient } from '#server/db/with-client.ts'
import { createAuditLog } from '../audit/audit-log.ts'
import { createKeyRing } from '../crypto/key-ring.ts'
import { masterKey } from '../crypto/master-key.ts'
import { createVault, type Vault } from '../crypto/vault.ts'
import { createPool, withoutReach } from '../db/db.ts'
import type { Connections } from '../db/embedded.ts'
import type { County, Deps } from '../deps.ts'
import { createPolicyShelf } from '../policy/policy-shelf.ts'

/** What a county's work needs, and the way to put it down again. */
export type OpenCounty = Deps & { close(): Promise<void> }

export type OpenOptions = { now?: () => Date; vault?: Vault; poolSize?: number }

/** The county of a database, or undefined while it has none. */
export const findCounty = (owner: pg.ClientConfig): Promise<County | undefined> =>
  withClient(owner, async (client) => {
    const { rows } = await client.query<County>(
      'select code, name, demo, epoch from county order by code limit 1',
    )
    return rows[0]
  })

/** Opens a database that holds a county, as the application: its own role, the county's key, its log. */
export async function openCounty(
  connections: Connections,
  dataDir: string,
  { now = () => new Date(), vault, poolSize }: OpenOptions = {},
): Promise<OpenCounty | undefined> {
  const county = await findCounty(connections.owner)
  if (!county) return undefined
  const opened = vault ?? createVault(await masterKey(dataDir, false))
  const pool = createPool({ ...connections.app, ...(poolSize && { max: poolSize }) })
  const audit = createAuditLog(pool, opened, county)
  const policy = createPolicyShelf(county.code)
  await policy.reload(withoutReach(pool))
  return {
    pool,
    vault: opened,
    keys: createKeyRing(opened, county.code),
    county,
    audit,
    policy,
    dataDir,
    now,
    async close() {
      await audit.flush().catch(() => {})
      await pool.end()
    },
  }
}
