import type { Role } from '#domain/access/roles.ts'
import type { AuditLog } from './audit/audit-log.ts'
import type { KeyRing } from './crypto/key-ring.ts'
import type { Vault } from './crypto/vault.ts'
import type { Pool, ReachSetting } from './db/db.ts'
import type { PolicyShelf } from './policy/policy-shelf.ts'

export type County = { code: string; name: string; demo: boolean; epoch: number }

/** What handlers get handed; nothing is found through globals. */
export type Deps = {
  pool: Pool
  vault: Vault
  keys: KeyRing
  county: County
  audit: AuditLog
  policy: PolicyShelf
  /** Folder of files that are not in the database: keys, evidence, audit head. */
  dataDir: string
  now: () => Date
}

/** Who asks. `reach` is what the database enforces; the role's acts are what the server enforces. */
export type Actor = {
  account: string
  login: string
  name: string
  role: Role
  /** Township or county of the reach. */
  area: string | null
  villages: string[]
  office: string | null
  reach: ReachSetting
  /** Unset when the request came with an API token or from the command line. */
  session?: string
  /** The API token, or a phone's, that the request came with. */
  token?: string
  first: 'changePassword' | 'secondFactor' | null
  secondFactor: boolean
  /** Named by the security administrator to know what is restricted. */
  holder?: boolean
}
