import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewAct } from '#domain/act/act.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import type { FactDef, FactEntries } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { syntheticChildren } from '#server/demo/synthetic-county.ts'
import { record } from '#testing/acts.ts'
import { openTestCounty, type TestCounty, VILLAGE } from '#testing/county.ts'
import { AES, PLAIN, SM } from './suites.ts'
import { createVault } from './vault.ts'

const scratch = mkdtempSync(join(tmpdir(), 'tonghu-sealing-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Every ID number, phone and address that some acts carry. */
function identityValues(acts: readonly NewAct[]): string[] {
  const values = acts.flatMap((act) => {
    const catalogue: Record<string, FactDef> = act.kind === 'relative.record' ? RELATIVE_FACTS : CHILD_FACTS
    const facts = 'facts' in act.body ? (act.body.facts as FactEntries) : {}
    return Object.entries(facts).flatMap(([key, entry]) =>
      catalogue[key]?.privacy === 'identity' ? (entry.value ?? []) : [],
    )
  })
  return [...new Set(values.map(String))]
}

async function load(county: TestCounty, seed: string): Promise<NewAct[]> {
  const families = syntheticChildren({
    seed,
    county: { code: '210421', name: '抚顺县', path: '辽宁省抚顺市抚顺县' },
    villages: [{ code: VILLAGE as never, name: '连刀村', township: '石文镇', children: 12 }],
    today: '2026-06-01',
    months: 6,
    life: false,
  })
  const acts = [...families].flatMap((family) => family.acts)
  await record(county.deps, county.actor('countyOfficer'), ...acts)
  return acts
}

/** How many of the values stand in clear anywhere in the database's folder, its log of writes included. */
async function foundOnDisk(county: TestCounty, values: readonly string[]): Promise<number> {
  await county.database.owner.query('checkpoint')
  const { rows } = await county.database.owner.query('show data_directory')
  const patterns = join(scratch, 'patterns')
  writeFileSync(patterns, `${values.join('\n')}\n`)
  const args = ['-r', '-a', '-o', '-h', '-F', '-f', patterns, rows[0].data_directory, county.dataDir]
  const { stdout } = await promisify(execFile)('grep', args, { maxBuffer: 1 << 28 }).catch((error) => error)
  return new Set(String(stdout).split('\n').filter(Boolean)).size
}

let sealed: TestCounty
let plain: TestCounty
beforeAll(async () => {
  sealed = await openTestCounty()
  plain = await openTestCounty({ vault: (master) => createVault(master, PLAIN) })
})
afterAll(() => Promise.all([sealed.close(), plain.close()]))

test('no ID number, phone or address stands in clear on the disk; without sealing they would', async () => {
  const values = identityValues(await load(sealed, 'sealed'))
  expect(values.length).toBeGreaterThan(60)
  expect(await foundOnDisk(sealed, values)).toBe(0)
  const unsealed = identityValues(await load(plain, 'control'))
  expect(await foundOnDisk(plain, unsealed)).toBe(unsealed.length)
})

test.each([
  ['AES-256-GCM and SHA-256', AES],
  ['SM4 and SM3', SM],
])(
  '%s: opens what it sealed, refuses what was changed, and is opened after a change of suite',
  (_, suite) => {
    const master = Buffer.alloc(32, 7)
    const vault = createVault(master, suite)
    const { key, wrapped } = vault.newKey()
    const value = vault.seal(key, '210421201503048146')
    expect(vault.open(vault.unwrap(wrapped), value).toString()).toBe('210421201503048146')
    expect(
      createVault(master, suite === AES ? SM : AES)
        .open(key, value)
        .toString(),
    ).toBe('210421201503048146')
    const changed = Buffer.from(value)
    changed[changed.length - 1]! ^= 1
    expect(() => vault.open(key, changed)).toThrow()
    expect(vault.seal(key, '甲').equals(vault.seal(key, '甲'))).toBe(false)
    expect(vault.blind('id', 'a').equals(vault.blind('phone', 'a'))).toBe(false)
  },
)
