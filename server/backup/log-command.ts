import { createAuditLog } from '#server/audit/audit-log.ts'
import { sealNow } from '#server/audit/sealer.ts'
import { findCounty } from '#server/county/open-county.ts'
import { masterKey } from '#server/crypto/master-key.ts'
import { createVault } from '#server/crypto/vault.ts'
import { createPool } from '#server/db/db.ts'
import { ExplainedError } from '#server/explained-error.ts'
import type { Source } from './backup.ts'

/** A backup holds everything, so that making and restoring one stands in the log like any export. */
export async function logCommand(
  { owner, dataDir }: Source,
  endpoint: 'backup' | 'restore',
  details: string,
): Promise<void> {
  const county = await findCounty(owner)
  if (!county)
    throw new ExplainedError(
      '数据库里还没有县，没有可备份的内容。',
      'The database holds no county; there is nothing to back up.',
    )
  const vault = createVault(await masterKey(dataDir, false))
  const pool = createPool({ ...owner, max: 2 })
  try {
    const now = () => new Date()
    await createAuditLog(pool, vault, county).write({
      at: now(),
      endpoint,
      outcome: 'answered',
      status: 200,
      details,
    })
    await sealNow({ pool, vault, county, dataDir, now }, () => {})
  } finally {
    await pool.end()
  }
}
