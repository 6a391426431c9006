import { isKind, type StoredAct } from '#domain/act/stored-act.ts'
import { childNow, relativeLessons } from '#domain/child/child-now.ts'
import type { PlainDate } from '#domain/dates.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { CARER_KIND, LEAVE_REASON, RELATION } from '#domain/fact/code-lists.ts'
import { columnOf, isSealed, toColumn } from '#domain/fact/columns.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { foldFacts, type KnownFacts } from '#domain/fact/fold-facts.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { openValue, sealedBytes } from '../act/seal-body.ts'
import type { Vault } from '../crypto/vault.ts'
import { soundGrams } from '../duplicate/name-sounds.ts'
import { idGrams, nameGrams, phoneGrams, pinyinKey, sortedSound } from './grams.ts'

export type Columns = Record<string, unknown>

type Opening = { open: (value: unknown) => unknown; readable: boolean; only?: ReadonlySet<string> }

type Column = { key: string; def: FactDef; column: string }
const catalogues = new Map<Record<string, FactDef>, Column[]>()

/** Remembered: asked for every row that is written. */
function columnsOf(catalogue: Record<string, FactDef>): Column[] {
  const known = catalogues.get(catalogue)
  if (known) return known
  const columns = Object.entries(catalogue).map(([key, def]) => ({ key, def, column: columnOf(key) }))
  catalogues.set(catalogue, columns)
  return columns
}

/** Facts as columns. A name is opened, since lists sort by it; what is sealed stays the bytes of its act. */
function factColumns(
  catalogue: Record<string, FactDef>,
  facts: KnownFacts,
  { open, readable, only }: Opening,
): Columns {
  const columns: Columns = {}
  for (const { key, def, column } of columnsOf(catalogue)) {
    if (only && !only.has(key)) continue
    const fact = facts[key]
    const value = fact?.state === 'known' ? fact.value : undefined
    if (value === undefined) columns[column] = null
    else if (isSealed(def)) columns[column] = readable ? sealedBytes(value) : null
    else columns[column] = toColumn(def, open(value)) ?? null
  }
  columns.not_applicable = Object.values(facts)
    .filter((fact) => fact.state === 'notApplicable')
    .map((fact) => fact.key)
    .sort()
  return columns
}

export type ChildWhatIsNow = { child: Columns; kin: Columns[] }

/**
 * Everything that is stored of a child, from its own acts alone: the one function behind saving, importing and
 * rebuilding. `only`: nothing but these facts has changed, so that no other column is told.
 */
export function childWhatIsNow(
  vault: Vault,
  key: Buffer | undefined,
  acts: readonly StoredAct[],
  today: PlainDate,
  only?: ReadonlySet<string>,
): ChildWhatIsNow | undefined {
  const now = childNow(acts, { on: today })
  if (!now) return undefined
  const open = (value: unknown) => openValue(vault, key, value)
  const value = (name: string) =>
    now.facts[name]?.state === 'known' ? open(now.facts[name].value) : undefined
  const carer = now.family.find((member) => member.carer && !member.endedOn)
  const named = (): Columns => {
    const name = value('name') as string | undefined
    return { name_pinyin: name ? pinyinKey(name) : null }
  }
  const numbered = (): Columns => {
    const id = value('idNumber') as string | undefined
    return { id_blind: id ? vault.blind('id', id.toUpperCase()) : null }
  }
  const grams = (): string[] => {
    const name = value('name') as string | undefined
    const id = value('idNumber') as string | undefined
    return distinct([
      ...(name ? [...nameGrams(name, 'child'), ...soundGrams(name, sortedSound(name))] : []),
      ...(id ? idGrams(vault, id) : []),
    ])
  }
  const facts = {
    ...factColumns(CHILD_FACTS, now.facts, { open, readable: key !== undefined, only }),
    ...((!only || only.has('name')) && named()),
    ...((!only || only.has('idNumber')) && numbered()),
    ...((!only || only.has('name') || only.has('idNumber')) && { grams: grams() }),
    carer_kind: now.carerKind ? CARER_KIND[now.carerKind].n : null,
  }
  const place = () => ({
    group_no: now.area.slice(12) || null,
    status: now.status === 'registered' ? 1 : 2,
    opened_on: now.openedOn,
    left_on: now.leftOn,
    leave_reason: now.leaveReason && LEAVE_REASON[now.leaveReason as keyof typeof LEAVE_REASON].n,
    carer_person: carer?.person ?? null,
    hand_over: now.handOver?.act ?? null,
    handed_to: now.handOver?.to ?? null,
    handed_on: now.handOver?.day ?? null,
    handed_back_on: now.handOver?.backOn ?? null,
  })
  const opened = acts.find((act) => isKind(act, 'child.open'))
  const told = new Set(Object.keys(opened?.body.relatives ?? {}))
  return {
    child: only ? facts : { ...place(), ...facts },
    kin: now.family.map((member) => ({
      person: member.person,
      told_by: opened && told.has(member.person) ? opened.id : null,
      relation: RELATION[member.relation].n,
      carer: member.carer,
      since: member.since,
      ended_on: member.endedOn,
    })),
  }
}

/** Sorted, as the same person told anew must be the same row. */
const distinct = (grams: readonly string[]): string[] => [...new Set(grams)].sort()

/** Children are found by their carers and parents, as long as these are theirs; relative_known says the same in SQL. */
export const isSearched = ({ carer, relation, ended_on }: Columns): boolean =>
  !ended_on && (carer === true || relation === 1 || relation === 2)

export type RelativeWhatIsNow = { columns: Columns; grams: string[] }

/** Everything that is stored of a relative in each child's row of kinship; what it is searched by when it is asked for. */
export function relativeWhatIsNow(
  vault: Vault,
  key: Buffer | undefined,
  acts: readonly StoredAct[],
  person: string,
  today: PlainDate,
): RelativeWhatIsNow {
  const facts = foldFacts(relativeLessons(acts, person), { on: today })
  const open = (value: unknown) => openValue(vault, key, value)
  const value = (name: string) => (facts[name]?.state === 'known' ? open(facts[name].value) : undefined)
  const name = value('name') as string | undefined
  const id = value('idNumber') as string | undefined
  return {
    columns: {
      ...factColumns(RELATIVE_FACTS, facts, { open, readable: key !== undefined }),
      id_blind: id ? vault.blind('id', id.toUpperCase()) : null,
    },
    get grams() {
      return distinct([
        ...(name ? nameGrams(name, 'relative') : []),
        ...phoneGrams(vault, (value('phones') as string[] | undefined) ?? []),
      ])
    },
  }
}
