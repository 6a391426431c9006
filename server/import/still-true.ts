import { numberOf } from '#domain/import/match-family.ts'
import { likenessOfRow } from '../duplicate/likeness-of.ts'
import { registeredLike } from '../duplicate/look-alikes.ts'
import { recognise } from './match-children.ts'
import { planImport, type RowPlan } from './plan-import.ts'
import { type Importing, samePlan } from './stage-import.ts'

type Planned = { importId: string; as_of: string; planned_at: number }

/**
 * Whether others have written since an import was planned: once they have, everything must be looked at again. The
 * county's order has no gaps, so that whatever is not the import's own is somebody else's.
 */
export async function othersWrote({ db, deps }: Importing, importId: string): Promise<boolean> {
  const found = await db.one<{ wrote: boolean }>(
    `select c.last - i.planned_at > i.acts_written as wrote from import i join act_counter c on c.county = i.county
      where i.county = $1 and i.id = $2`,
    [deps.county.code, importId],
  )
  return found!.wrote
}

/** The register may have changed since the preview. Then rows are planned again, and only the very plan that was looked over stands. */
export async function stillTrue(
  on: Importing,
  waiting: RowPlan[],
  planned: Planned,
): Promise<{ plans: RowPlan[]; outdated: RowPlan[] }> {
  if (!(await isOvertaken(on, waiting, planned))) return { plans: waiting, outdated: [] }
  const { importId, as_of: asOf } = planned
  const rows = waiting.map(({ row }) => row)
  const places = waiting.map(({ n }) => n)
  const anew = await planImport(on, { importId, asOf, rows, places })
  const stands = (plan: RowPlan, i: number) => samePlan(plan, anew[i]!)
  return { plans: waiting.filter(stands), outdated: waiting.filter((plan, i) => !stands(plan, i)) }
}

/** Whether the same rows would now meet or resemble other children or relatives, or files into which somebody else has written. */
async function isOvertaken(on: Importing, waiting: RowPlan[], planned: Planned): Promise<boolean> {
  const known = waiting.flatMap(({ planned: { outcome, child } }) => (outcome === 'update' ? [child!] : []))
  const [{ matched, unclear }, changed, people, like] = await Promise.all([
    recognise(
      on,
      waiting.map(({ row }) => row),
    ),
    on.db.one<{ changed: boolean }>('select files_changed($1, $2, $3, $4::uuid[]) as changed', [
      on.deps.county.code,
      planned.importId,
      planned.planned_at,
      known,
    ]),
    meetsKnownPeople(on, waiting),
    registeredLike(
      on,
      waiting.flatMap(({ row, planned: { outcome } }) => (outcome === 'create' ? [likenessOfRow(row)] : [])),
    ),
  ])
  const meetsOther = ({ row, planned: { outcome, child } }: RowPlan) =>
    matched.get(row) !== (outcome === 'update' ? child : undefined)
  return changed!.changed || people || like.size > 0 || unclear.size > 0 || waiting.some(meetsOther)
}

/** Whether somebody who was new when the import was planned has come into another family since. */
async function meetsKnownPeople({ db, deps }: Importing, waiting: RowPlan[]): Promise<boolean> {
  const people = new Map(
    waiting.flatMap(({ planned }) =>
      planned.relatives.flatMap(({ isNew, person, facts }) => {
        const number = isNew && numberOf(facts)
        return number ? [[deps.vault.blind('id', number).toString('hex'), person] as const] : []
      }),
    ),
  )
  if (people.size === 0) return false
  const found = await db.rows<{ blind: Buffer; person: string }>(
    'select blind, person from relatives_by_id($1, $2)',
    [deps.county.code, [...people.keys()].map((blind) => Buffer.from(blind, 'hex'))],
  )
  return found.some(({ blind, person }) => people.get(blind.toString('hex')) !== person)
}
