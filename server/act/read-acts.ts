import type { StoredAct } from '#domain/act/stored-act.ts'
import type { Db } from '../db/db.ts'

export type ActRow = {
  id: string
  kind: string
  child: string | null
  person: string | null
  day: string
  received_at: Date
  body: object
  seq: number | null
}

const IN_ORDER = 'order by p.seq nulls last, a.received_at, a.id'
const PLACED = 'left join act_place p on p.county = a.county and p.act = a.id'
const COLUMNS = 'a.id, a.kind, a.child, a.person, a.day, a.received_at, a.body, p.seq'
/** An act being written in this transaction has no place yet: it comes after all that have. */
export const LAST = Number.MAX_SAFE_INTEGER

export const toAct = (row: ActRow) =>
  ({
    id: row.id,
    kind: row.kind,
    seq: row.seq ?? LAST,
    day: row.day,
    receivedAt: row.received_at.toISOString(),
    ...(row.child && { child: row.child }),
    ...(row.person && { person: row.person }),
    body: row.body,
  }) as StoredAct

/** Acts by a condition on `a`, in order. */
export const storedActs = async (db: Db, condition: string, values: unknown[]): Promise<StoredAct[]> =>
  (
    await db.rows<ActRow>(
      `select ${COLUMNS} from act a left join act_place p on p.county = a.county and p.act = a.id
        where ${condition} and (a.batch is null or not is_undone(a.county, a.batch))
        order by p.seq nulls last, a.received_at, a.id`,
      values,
    )
  ).map(toAct)

/** A child's own acts, in order. Without those about its relatives. */
export const actsOfChild = (db: Db, county: string, child: string): Promise<StoredAct[]> =>
  storedActs(db, 'a.county = $1 and a.child = $2', [county, child])

/** Acts about a relative of a child in reach, wherever they were written. */
export const actsOfPerson = async (db: Db, county: string, person: string): Promise<StoredAct[]> =>
  (
    await db.rows<ActRow>(
      `select ${COLUMNS} from acts_of_person($1, $2) a left join act_place p on p.county = a.county and p.act = a.id
        order by p.seq nulls last, a.received_at, a.id`,
      [county, person],
    )
  ).map(toAct)

export type AuthoredAct = StoredAct & {
  writtenAt: string
  author: string
  authorName: string
  authorRole: string
  /** Of an act about a relative: the mark of the file in which it was written (fileMark). */
  writtenIn: Buffer | null
}

/** Everything in a child's file: its own acts and those about its relatives. */
export const actsOfFile = async (db: Db, county: string, child: string): Promise<StoredAct[]> =>
  (
    await db.rows<ActRow>(`select ${COLUMNS} from acts_of_file($1, $2) a ${PLACED} ${IN_ORDER}`, [
      county,
      child,
    ])
  ).map(toAct)

/** The same with who wrote each of them. */
export const authoredActsOfFile = async (db: Db, county: string, child: string): Promise<AuthoredAct[]> =>
  (
    await db.rows<
      ActRow & {
        written_at: Date
        written_in: Buffer | null
        author: string
        author_name: string | null
        author_role: string
      }
    >(
      `select ${COLUMNS}, a.written_at, a.written_in, a.author, a.author_role, n.name as author_name
         from acts_of_file($1, $2) a ${PLACED} left join account n on n.id = a.author ${IN_ORDER}`,
      [county, child],
    )
  ).map((row) => ({
    ...toAct(row),
    writtenAt: row.written_at.toISOString(),
    author: row.author,
    authorName: row.author_name ?? '',
    authorRole: row.author_role,
    writtenIn: row.written_in,
  }))

type ActOf = ActRow & { of: string }

const grouped = (rows: ActOf[]): Map<string, StoredAct[]> => {
  const acts = new Map<string, StoredAct[]>()
  for (const row of rows) {
    const own = acts.get(row.of)
    if (own) own.push(toAct(row))
    else acts.set(row.of, [toAct(row)])
  }
  return acts
}

/** Everything in several files at once, by child. Files out of reach are missing. */
export const actsOfFiles = async (db: Db, county: string, children: readonly string[]) =>
  grouped(
    await db.rows<ActOf>(
      `select c.id as of, ${COLUMNS} from unnest($2::uuid[]) as c (id) cross join lateral acts_of_file($1, c.id) a
        ${PLACED} ${IN_ORDER}`,
      [county, children],
    ),
  )

/** Acts about several relatives of children in reach, by person. */
export const actsOfPersons = async (db: Db, county: string, persons: readonly string[]) =>
  grouped(
    await db.rows<ActOf>(
      `select c.id as of, ${COLUMNS} from unnest($2::uuid[]) as c (id) cross join lateral acts_of_person($1, c.id) a
        ${PLACED} ${IN_ORDER}`,
      [county, persons],
    ),
  )
