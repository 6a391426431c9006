import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '#domain/access/roles.ts'
import { rangeOf } from '#domain/area/area.ts'
import { uuidv7 } from '#domain/ids.ts'
import { type OpenCounty, openCounty } from '#server/county/open-county.ts'
import { setUpCounty } from '#server/county/set-up-county.ts'
import { masterKey } from '#server/crypto/master-key.ts'
import { createVault, type Vault } from '#server/crypto/vault.ts'
import type { Actor } from '#server/deps.ts'
import { cloneDatabase, type TestDatabase } from './database.ts'

export const COUNTY = '210421'
/** 连刀村 and 养树村 of 石文镇, and a village of 后安镇. */
export const VILLAGE = '210421101215'
export const NEIGHBOUR = '210421101216'
export const ELSEWHERE = '210421102201'

export type TestCounty = {
  database: TestDatabase
  deps: OpenCounty
  dataDir: string
  /** Moves the clock that the program reads. */
  clock: { now: Date }
  actor(role: Role, area?: string): Actor
  close(): Promise<void>
}

export const newId = (): string => uuidv7(Date.now(), randomBytes(10))

type Options = { now?: string; demo?: boolean; vault?: (master: Buffer) => Vault }

/** 抚顺县 with its real areas in a fresh database, and people of every role. */
export async function openTestCounty({
  now = '2026-06-01T02:00:00Z',
  demo = false,
  vault,
}: Options = {}): Promise<TestCounty> {
  const database = await cloneDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'tonghu-county-'))
  const clock = { now: new Date(now) }
  await setUpCounty(database.connections, dataDir, COUNTY, demo)
  const master = await masterKey(dataDir, false)
  const deps = (await openCounty(database.connections, dataDir, {
    now: () => clock.now,
    vault: vault?.(master) ?? createVault(master),
    poolSize: 8,
  }))!
  const actors = await addActors(database)
  return {
    database,
    deps,
    dataDir,
    clock,
    actor: (role, area) => actorOf(role, actors.get(role)!, area),
    async close() {
      await deps.close()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const ROLES: Role[] = [
  'villageDirector',
  'townshipSupervisor',
  'countyOfficer',
  'countyLeader',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
]

async function addActors({ owner }: TestDatabase): Promise<Map<Role, string>> {
  const ids = new Map(ROLES.map((role) => [role, newId()]))
  for (const [role, id] of ids)
    await owner.query(
      `insert into account (id, county, login, name, password_hash, role, status, must_change_password)
       values ($1, $2, $3, $4, '-', $5, 'active', false)`,
      [id, COUNTY, `test-${role.toLowerCase()}`, role, role],
    )
  return ids
}

function actorOf(role: Role, account: string, wanted?: string): Actor {
  const common = { account, login: role, name: role, role, office: null, first: null, secondFactor: false }
  if (role === 'villageDirector') {
    const village = wanted ?? VILLAGE
    return {
      ...common,
      area: null,
      villages: [village],
      reach: { role: 'tonghu_village', villages: [village] },
    }
  }
  if (role === 'systemAdmin' || role === 'securityAdmin' || role === 'auditAdmin')
    return { ...common, area: null, villages: [], reach: { role: 'tonghu_app' } }
  const area = wanted ?? (role === 'townshipSupervisor' ? '210421101000' : `${COUNTY}000000`)
  return { ...common, area, villages: [], reach: { role: 'tonghu_area', ...rangeOf(area) } }
}
