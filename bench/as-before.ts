import type pg from 'pg'

/** Tables with a row or more of each child, and of each act. */
const OF_CHILDREN = [
  'kin',
  'child_state',
  'child_gram',
  'evidence',
  'known_as',
  'circumstance_due',
  'duty',
  'risk',
  'assessment',
  'agreement',
  'child_responsible',
  'parent_contact',
  'campaign_answer',
  'service',
]

/**
 * What the measuring writes is taken away again, so that the next run finds the same files. The log keeps its
 * rows, and files that were added to keep what is now.
 */
export async function remember(owner: pg.Client): Promise<() => Promise<void>> {
  const { rows: counters } = await owner.query<{ county: string; last: number }>(
    'select county, last from act_counter',
  )
  const { rows: clock } = await owner.query<{ now: Date }>('select clock_timestamp() as now')
  return async () => {
    await owner.query('begin')
    await owner.query('set local session_replication_role = replica')
    await owner.query(
      `create temporary table new_act on commit drop as
        select county, id, kind, child from act where received_at >= $1`,
      [clock[0]!.now],
    )
    await owner.query(
      `create temporary table new_child on commit drop as
        select distinct county, child from new_act where kind = 'child.open'`,
    )
    await owner.query('create index on new_child (county, child)')
    // Relatives who came with them, unless another file knows them too.
    await owner.query(
      `create temporary table new_person on commit drop as
        select county, child as person from new_child union
        select k.county, k.person from kin k join new_child n on n.county = k.county and n.child = k.child
         where not exists (select from kin o where o.county = k.county and o.person = k.person
                              and not exists (select from new_child m where m.county = o.county and m.child = o.child))`,
    )
    await owner.query('analyze new_act, new_child, new_person')
    await owner.query(
      'delete from person_key k using new_person n where k.county = n.county and k.person = n.person',
    )
    for (const table of OF_CHILDREN)
      await owner.query(
        `delete from ${table} t using new_child n where t.county = n.county and t.child = n.child`,
      )
    for (const [table, id] of [
      ['duplicate', 'import'],
      ['import_file', 'import'],
      ['import_row', 'import'],
      ['import', 'id'],
    ])
      await owner.query(
        `delete from ${table} t using import i where i.created_at >= $1 and t.county = i.county and t.${id} = i.id`,
        [clock[0]!.now],
      )
    await owner.query('delete from child t using new_child n where t.county = n.county and t.id = n.child')
    // Counted anew by the next server that runs.
    await owner.query(
      `insert into circumstance_due (county, child, area_code)
        select distinct c.county, c.id, c.area_code from new_act n join child c on c.county = n.county and c.id = n.child
        on conflict do nothing`,
    )
    await owner.query('delete from act t using new_act n where t.county = n.county and t.id = n.id')
    for (const { county, last } of counters) {
      await owner.query('delete from act_place where county = $1 and seq > $2', [county, last])
      await owner.query('update act_counter set last = $2 where county = $1', [county, last])
    }
    await owner.query('commit')
    await owner.query('vacuum analyze')
  }
}
