import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChildListQuery } from '#domain/child/child-api.ts'
import { rosterColumns } from '#domain/export/columns.ts'
import { syntheticChildren } from '#server/demo/synthetic-county.ts'
import { aFact, record } from '#testing/acts.ts'
import { anAssessment } from '#testing/assessments.ts'
import { openTestCounty, type TestCounty, VILLAGE } from '#testing/county.ts'
import { explaining } from '#testing/query-plans.ts'
import { recordActs } from '../act/record-acts.ts'
import { assessmentsOfChild } from '../assessment/assessments-of-child.ts'
import { riskChildren, riskFigures } from '../assessment/risk-figures.ts'
import { inTransaction } from '../db/db.ts'
import { dutiesInReach } from '../duty/list-duties.ts'
import { readChildren } from '../export/read-children.ts'
import { readTable } from '../table/read-table.ts'
import { tableChildren } from '../table/table-children.ts'
import { childrenListed, listChildren } from './list-children.ts'
import { childHistory, openChildFile } from './open-file.ts'

/** Plans are judged on the PostgreSQL that the program brings: others weigh a table of sixty rows differently. */
const OTHER_SERVER = process.env.TEST_DATABASE_URL !== undefined

let county: TestCounty
let child: string
beforeAll(async () => {
  county = await openTestCounty()
  const villages = [{ code: VILLAGE as never, name: '连刀村', township: '石文镇', children: 60 }]
  const place = { code: '210421', name: '抚顺县', path: '辽宁省抚顺市抚顺县' }
  const acts = [
    ...syntheticChildren({
      seed: 'plans',
      county: place,
      villages,
      today: '2026-06-01',
      months: 6,
      life: false,
    }),
  ].flatMap((f) => f.acts)
  await record(county.deps, county.actor('countyOfficer'), ...acts)
  child = acts[0]!.child
  await county.database.owner.query('analyze')
})
afterAll(() => county.close())

const QUERIES: [string, object][] = [
  ['the first page', {}],
  ['a late page by birth', { sort: '-birthDate', page: 3 }],
  ['a township and a schooling', { area: '210421101000', where: { schooling: ['primary'] } }],
  ['a village group', { area: '21042110121503', sort: 'area' }],
  ['an age band', { ageFrom: 6, ageTo: 13 }],
  ['uncollected', { where: { hukouNature: ['notCollected', 'rural'], boarding: ['true'] } }],
  ['a colour and a need', { where: { colour: ['red', 'yellow'], need: ['mind'], keyChild: ['true'] } }],
  ['two characters', { q: '王小' }],
  ['three characters', { q: '王小明' }],
  ['one character', { q: '王' }],
  ['pinyin', { q: 'wangxiaoming' }],
  ['initials', { q: 'wxm' }],
  ['the tail of a number', { q: '1234' }],
  ['a whole number', { q: '210421201503048146' }],
  ['a phone', { q: '13900001111' }],
  ['a village', { q: '连刀' }],
  ['columns of relatives', { columns: ['idNumber', 'father.workPlace', 'carer.phones'] }],
]

test.skipIf(OTHER_SERVER).each(QUERIES)('no list reads a whole table: %s', async (_, query) => {
  for (const role of ['countyOfficer', 'townshipSupervisor', 'villageDirector'] as const) {
    const actor = county.actor(role)
    await inTransaction(county.deps.pool, county.deps.county.code, actor.reach, async (db) => {
      const watched = explaining(db)
      await listChildren(watched, county.deps, ChildListQuery.parse(query))
      expect(watched.seen).toBeGreaterThan(0)
      expect(watched.bad, role).toEqual([])
    })
  }
})

test.skipIf(OTHER_SERVER)('no file, history, table or saving reads a whole table', async () => {
  for (const role of ['countyOfficer', 'villageDirector'] as const) {
    const actor = county.actor(role)
    const { deps } = county
    await inTransaction(deps.pool, deps.county.code, actor.reach, async (db) => {
      const watched = explaining(db)
      await openChildFile({ db: watched, deps, actor }, child, {})
      await childHistory({ db: watched, deps, actor }, child)
      await readTable(watched, deps, actor.reach, { table: 'left-behind-summary', asOf: '2026-05-01' })
      await tableChildren(watched, deps, { table: 'left-behind-summary', column: 'male', page: 1, size: 20 })
      await assessmentsOfChild({ db: watched, deps, actor }, child)
      await riskFigures({ db: watched, deps, actor }, {})
      await riskChildren({ db: watched, deps, actor }, { counter: 'red', page: 1, size: 20 })
      await dutiesInReach({ db: watched, deps, actor }, { when: 'all', about: 'visits', page: 1, size: 20 })
      await recordActs({ db: watched, deps, actor }, [anAssessment(child)])
      await recordActs({ db: watched, deps, actor }, [aFact(child, { schooling: 'primary', name: '王小明' })])
      await watched.settled()
      expect(watched.bad, role).toEqual([])
    })
  }
})

// An export of a whole county reads the whole county; one that was searched for does not.
test.skipIf(OTHER_SERVER)('no export reads more than it tells', async () => {
  for (const role of ['countyOfficer', 'townshipSupervisor'] as const) {
    const { deps } = county
    await inTransaction(deps.pool, deps.county.code, county.actor(role).reach, async (db) => {
      const watched = explaining(db)
      for (const query of [{ q: '王' }, { area: VILLAGE, sort: 'area' }]) {
        const ids = await childrenListed(watched, deps, ChildListQuery.parse(query))
        expect(ids).not.toEqual([])
        const reading = { db: watched, deps, columns: rosterColumns(), identity: false }
        for await (const children of readChildren(reading, ids)) expect(children).not.toEqual([])
      }
      expect(watched.bad, role).toEqual([])
    })
  }
})

test.skipIf(OTHER_SERVER)('the watcher sees a scan that no index can serve', async () => {
  const actor = county.actor('countyOfficer')
  await inTransaction(county.deps.pool, county.deps.county.code, actor.reach, async (db) => {
    const watched = explaining(db)
    await watched.rows('select count(*) from child_gram where gram like $1', ['%王%'])
    expect(watched.bad).toHaveLength(1)
  })
})
