import type { StoredAct } from '#domain/act/stored-act.ts'
import { AGREEMENT_KINDS } from '#domain/agreement/agreement-acts.ts'
import type { Agreement } from '#domain/agreement/agreements.ts'
import { ENTRUST_REASON } from '#domain/fact/code-lists.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'
import { actSeal } from './act-seal.ts'

type Writing = { db: Db; deps: Pick<Deps, 'county'> }
export type AgreementsOf = { child: string; area: string; agreements: readonly Agreement[] }

const COLUMNS = [
  'county',
  'id',
  'child',
  'area_code',
  'carer',
  'cause',
  'from_day',
  'last_day',
  'holds_from',
  'holds_until',
]

/** Nothing stands there yet of these children. */
export const insertAgreements = ({ db, deps }: Writing, children: readonly AgreementsOf[]) =>
  insertRows(
    db,
    'agreement',
    COLUMNS,
    children.flatMap(({ child, area, agreements }) =>
      agreements.map((one) => [
        deps.county.code,
        one.act,
        child,
        area,
        one.carer,
        ENTRUST_REASON[one.cause].n,
        one.from,
        one.lastDay,
        one.holdsFrom,
        one.holdsUntil,
      ]),
    ),
  )

export async function replaceAgreements(on: Writing, of: AgreementsOf): Promise<void> {
  const cleared = on.db.run('delete from agreement where county = $1 and child = $2', [
    on.deps.county.code,
    of.child,
  ])
  await Promise.all([cleared, insertAgreements(on, [of])])
}

/**
 * A keyed seal on every act that an agreement consists of, kept beside it and never changed: whoever alters a clause, a
 * day or a signature in the database cannot make the seal anew, and `./tonghu verify` tells it.
 */
export const sealAgreementActs = (
  { db, deps }: { db: Db; deps: Pick<Deps, 'county' | 'vault'> },
  acts: readonly StoredAct[],
) =>
  insertRows(
    db,
    'agreement_seal',
    ['county', 'act', 'seal'],
    acts
      .filter(({ kind }) => AGREEMENT_KINDS.includes(kind))
      .map((act) => [deps.county.code, act.id, actSeal(deps.vault, act)]),
  )
