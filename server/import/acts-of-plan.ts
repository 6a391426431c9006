import type { ActBody, ActKind, NewAct } from '#domain/act/act.ts'
import type { PlainDate } from '#domain/dates.ts'
import type { PlannedRelative } from '#domain/import/plan-row.ts'
import type { NameNew } from './import-ids.ts'
import type { RowPlan } from './plan-import.ts'

const REASON = '名册导入'

type Writing = { asOf: PlainDate; writtenAt: string; nameNew: NameNew }

/** The acts that make a planned row true. Their order matters: a relative belongs to the family before facts of him. */
export function actsOfPlan(
  { n, row, planned }: RowPlan,
  { asOf: day, writtenAt, nameNew }: Writing,
): NewAct[] {
  const { outcome, child, facts, relatives, movesTo } = planned
  if (!child || (outcome !== 'create' && outcome !== 'update')) return []
  const acts: NewAct[] = []
  const write = <K extends ActKind>(kind: K, body: ActBody<K>, person?: string) => {
    const id = nameNew([n, kind, person].join('/'))
    acts.push({ id, kind, child, ...(person && { person }), writtenAt, body } as unknown as NewAct)
  }

  if (outcome === 'create') {
    write('child.open', { day, area: row.area!, facts, ...familyOf(relatives) } as ActBody<'child.open'>)
    return acts
  }
  if (movesTo) write('child.move', { day, area: movesTo, reason: REASON })
  if (Object.keys(facts).length > 0) write('fact.record', { day, facts })
  for (const relative of relatives)
    if (relative.isNew || relative.carer !== undefined)
      write('kin.record', kinship(relative, day), relative.person)
  for (const { person, facts: about } of relatives)
    if (Object.keys(about).length > 0) write('relative.record', { day, facts: about }, person)
  return acts
}

/** One act for the whole family: five would cost five times as many places in the order, and rows to be found. */
function familyOf(relatives: readonly PlannedRelative[]) {
  const family = relatives.map(({ person, relation, carer }) => ({
    person,
    relation,
    ...(carer && { carer }),
  }))
  const told = relatives.filter(({ facts }) => Object.keys(facts).length > 0)
  return {
    family,
    ...(told.length > 0 && {
      relatives: Object.fromEntries(told.map(({ person, facts }) => [person, facts])),
    }),
  }
}

const kinship = ({ person, relation, carer }: PlannedRelative, day: PlainDate) =>
  ({ day, person, relation, ...(carer !== undefined && { carer }) }) as ActBody<'kin.record'>
