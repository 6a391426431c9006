import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { found, requests, seal, sealedLog, verify } from '#testing/audit.ts'
import { openTestCounty, type TestCounty } from '#testing/county.ts'
import { headPath } from './head.ts'

let county: TestCounty
beforeEach(async () => {
  await county?.close()
  county = await openTestCounty()
  await sealedLog(county)
})
afterAll(() => county.close())

const sql = (text: string) => county.database.owner.query(text)
const nth = (n: number) => `(select id from audit order by txid, id limit 1 offset ${n})`
const COLUMNS =
  'county, epoch, at, account, role, endpoint, outcome, status, children, reason, address, details, hmac'
const copyHead = (from: string, to: string) => cpSync(join(county.dataDir, from), join(county.dataDir, to))

/** What somebody with SQL and the files, but without the key, might do; and what a verification says of it. */
const CASES: [string, () => unknown, string[]][] = [
  ['nothing', () => {}, []],
  [
    'a row altered',
    () => sql(`update audit set endpoint = 'listChildren' where id = ${nth(7)}`),
    ['rowAltered'],
  ],
  ['who it was, taken out', () => sql(`update audit set details = '' where id = ${nth(4)}`), ['rowAltered']],
  [
    'a row invented',
    () =>
      sql(
        `insert into audit (id, ${COLUMNS}) select gen_random_uuid(), ${COLUMNS.replace('hmac', `'\\x00'`)} from audit where id = ${nth(0)}`,
      ),
    ['rowAltered'],
  ],
  [
    'a valid row copied under another id',
    () =>
      sql(
        `insert into audit (id, ${COLUMNS}) select gen_random_uuid(), ${COLUMNS} from audit where id = ${nth(3)}`,
      ),
    ['rowAltered'],
  ],
  [
    'a copy with the transaction of a sealed one',
    () =>
      sql(
        `insert into audit (id, txid, ${COLUMNS}) select gen_random_uuid(), txid, ${COLUMNS} from audit where id = ${nth(3)}`,
      ),
    ['rowAltered', 'rowsChanged'],
  ],
  [
    'a valid row moved to another transaction',
    () => sql(`update audit set txid = (select max(txid) from audit) where id = ${nth(2)}`),
    ['rowsChanged'],
  ],
  [
    'a valid row moved within its link',
    () => sql(`update audit set txid = (select txid from audit where id = ${nth(1)}) where id = ${nth(0)}`),
    ['rowsChanged'],
  ],
  [
    'a valid row moved to a transaction that has not begun',
    () => sql(`update audit set txid = '900000000' where id = ${nth(5)}`),
    ['rowsChanged', 'rowOutside'],
  ],
  [
    'a valid row moved to another epoch',
    () => sql(`update audit set epoch = 2 where id = ${nth(5)}`),
    ['rowsChanged', 'rowAltered', 'rowOutside'],
  ],
  ['the first row removed', () => sql(`delete from audit where id = ${nth(0)}`), ['rowsChanged']],
  ['a middle row removed', () => sql(`delete from audit where id = ${nth(7)}`), ['rowsChanged']],
  ['the last row removed', () => sql(`delete from audit where id = ${nth(14)}`), ['rowsChanged']],
  ['every row removed', () => sql('delete from audit'), ['rowsChanged']],
  ['the first rows removed with their link', () => removeLink(1), ['linksMissing']],
  ['middle rows removed with their link', () => removeLink(3), ['linksMissing']],
  ['the last rows removed with their link', () => removeLink(5), ['headAhead']],
  ['everything removed', () => sql('delete from audit; delete from audit_link'), ['headAhead']],
  ['the last link removed, not its rows', () => sql('delete from audit_link where seq = 5'), ['headAhead']],
  [
    'a middle link removed, not its rows',
    () => sql('delete from audit_link where seq = 3'),
    ['linksMissing', 'rowOutside'],
  ],
  [
    'links numbered anew after one was removed',
    async () => {
      await removeLink(3)
      await sql('update audit_link set seq = seq - 1 where seq > 3')
    },
    ['linkForged', 'headAhead'],
  ],
  [
    'the time of a link altered',
    () => sql(`update audit_link set at = at - interval '1 day' where seq = 2`),
    ['linkForged'],
  ],
  [
    'a row removed, and its link counted anew',
    async () => {
      await sql(`delete from audit where id = ${nth(14)}`)
      await recompute()
    },
    ['linkForged', 'headOther'],
  ],
  ['the chain recomputed with SQL alone', () => recompute(), ['linkForged', 'headOther']],
  ['the head gone', () => rmSync(headPath(county.dataDir)), ['headMissing']],
  [
    'the head altered',
    () => {
      const head = JSON.parse(readFileSync(headPath(county.dataDir), 'utf8')) as object
      writeFileSync(headPath(county.dataDir), JSON.stringify({ ...head, rows: 3 }))
    },
    ['headForged'],
  ],
  ['the head emptied', () => writeFileSync(headPath(county.dataDir), ''), ['headForged']],
  [
    'an old head put back',
    async () => {
      copyHead('audit-head.json', 'old.json')
      await requests(county, 1)
      await seal(county)
      await requests(county, 1)
      await seal(county)
      copyHead('old.json', 'audit-head.json')
    },
    ['headBehind'],
  ],
  [
    'rows of a county that is none',
    () => sql(`update audit set county = '999999' where id = ${nth(0)}`),
    ['unknownCounty', 'rowsChanged'],
  ],
]

test.each(CASES)('%s', async (_what, tamper, expected) => {
  await tamper()
  expect((await found(county)).sort()).toEqual([...expected].sort())
})

test('a finding says which row, and where', async () => {
  const { rows } = await county.database.owner.query<{ id: string }>(`select ${nth(7)} as id`)
  await sql(`update audit set status = 404 where id = ${nth(7)}`)
  const { problems, whole } = await verify(county)
  expect(whole).toBe(false)
  expect(problems).toMatchObject([
    { code: 'rowAltered', details: { id: rows[0]!.id, endpoint: 'openChildFile' } },
  ])
})

test('a contradicted head stays as evidence while the log goes on', async () => {
  await removeLink(5)
  await requests(county, 1)
  expect(await seal(county)).toHaveLength(1)
  await requests(county, 1)
  expect(await seal(county)).toEqual([])
  expect(await found(county)).toEqual(['headSetAside'])
})

async function removeLink(seq: number) {
  await sql(
    `delete from audit a using audit_link l where l.seq = ${seq} and a.txid >= l.from_txid and a.txid < l.until_txid`,
  )
  await sql(`delete from audit_link where seq = ${seq}`)
}

/** As one would who has the rows and the way of reckoning, but no key. */
async function recompute() {
  await sql(`
    update audit_link l set rows = r.rows, digest = r.digest, link = sha256(r.digest), total = 0
      from (select k.seq, count(a.*) as rows,
                   sha256(coalesce(string_agg(convert_to(a.txid || ':32:', 'UTF8') || a.hmac, '' order by a.txid, a.id), '')) as digest
              from audit_link k left join audit a on a.txid >= k.from_txid and a.txid < k.until_txid group by k.seq) r
     where r.seq = l.seq`)
}
