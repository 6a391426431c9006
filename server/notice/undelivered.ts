import type { ResultOf } from '#domain/endpoint.ts'
import type { listUndelivered } from '#domain/notice/notice-api.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'

type Item = ResultOf<typeof listUndelivered>['rows'][number]
type Row = Omit<Item, 'givenUpAt'> & { given_up_at: Date }

/** Messages that nobody tries any more; neither number nor text is shown. */
export async function undelivered(db: Db, { county }: Deps): Promise<Item[]> {
  const rows = await db.rows<Row>(
    `select id, channel, kind, tries, given_up_at, problem, text is not null as again from notice
      where county = $1 and given_up_at is not null order by given_up_at desc limit 200`,
    [county.code],
  )
  return rows.map(({ given_up_at, ...row }) => ({ ...row, givenUpAt: given_up_at.toISOString() }))
}

/** From the beginning; the same click twice is one. */
export const againOnce = async (db: Db, { county, now }: Deps, id: string): Promise<boolean> => {
  await db.run(
    `update notice set given_up_at = null, tries = 0, not_before = $3 where county = $1 and id = $2
      and given_up_at is not null and text is not null`,
    [county.code, id, now()],
  )
  const there = await db.one('select from notice where county = $1 and id = $2 and given_up_at is null', [
    county.code,
    id,
  ])
  return there !== undefined
}
