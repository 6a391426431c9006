import type { ChildRow } from '#domain/child/child-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { CARER_KIND, type CarerKind, CIRCUMSTANCE, RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import type { Labelled } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import { FactValue } from '#web/ui/FactValue.tsx'
import type { ListColumn } from '#web/ui/ListPage.tsx'

type Words = { t: Messages; label(entry: Labelled | undefined): string }

const listed = (catalogue: Record<string, FactDef>) =>
  Object.entries(catalogue).filter(([, def]) => def.listed)

/** Facts that a list may show; those of a parent as father.workPlace. */
export const CHILD_COLUMNS: ReadonlyMap<string, FactDef> = new Map(
  listed(CHILD_FACTS).filter(([key]) => key !== 'name'),
)
const PARENTS = ['father', 'mother'] as const
const PARENT_COLUMNS: ReadonlyMap<string, { parent: Relation; def: FactDef }> = new Map(
  PARENTS.flatMap((parent) =>
    listed(RELATIVE_FACTS).map(([key, def]) => [`${parent}.${key}`, { parent, def }] as const),
  ),
)
export const PARENT_COLUMN_KEYS = (parent: (typeof PARENTS)[number]) =>
  [...PARENT_COLUMNS.keys()].filter((key) => key.startsWith(`${parent}.`))

/** Shown until somebody chooses. Age, village and carer come with every row. */
export const DEFAULT_COLUMNS: readonly string[] = [
  'sex',
  'schooling',
  'guardianship',
  'father.workPlace',
  'mother.workPlace',
]

export const isFactColumn = (key: string) => CHILD_COLUMNS.has(key) || PARENT_COLUMNS.has(key)

export function columnTitle(key: string, { label }: Words): string {
  const of = PARENT_COLUMNS.get(key)
  return of ? `${label(RELATION[of.parent])} ${label(of.def)}` : label(CHILD_COLUMNS.get(key))
}

export const childName = (row: Pick<ChildRow, 'name'>, t: Messages) => row.name ?? t.children.nameless

/** Columns of any list of children: those every row has, then the chosen facts. */
export function childColumns(chosen: readonly string[], words: Words): ListColumn<ChildRow>[] {
  const { t, label } = words
  return [
    {
      key: 'name',
      title: label(CHILD_FACTS.name),
      main: true,
      width: 110,
      cell: (row) => <b>{childName(row, t)}</b>,
    },
    {
      key: 'age',
      title: t.children.age,
      align: 'right',
      width: 60,
      cell: (row) => row.age ?? t.fact.notCollected,
    },
    {
      key: 'village',
      title: t.children.village,
      cell: ({ area }) => [area.township, area.village].filter(Boolean).join(' '),
    },
    {
      key: 'carer',
      title: t.children.carer,
      cell: ({ carer, carerKind }) =>
        carer ? (
          `${label(RELATION[carer.relation as Relation])} ${carer.name ?? ''}`
        ) : carerKind ? (
          label(CARER_KIND[carerKind as CarerKind])
        ) : (
          <span className="fact-notCollected">{t.fact.notCollected}</span>
        ),
    },
    {
      key: 'circumstances',
      title: t.children.circumstances,
      cell: ({ circumstances }) =>
        circumstances.map((key) => label(CIRCUMSTANCE[key as keyof typeof CIRCUMSTANCE])).join('、'),
    },
    ...chosen.filter(isFactColumn).map((key) => {
      const def = CHILD_COLUMNS.get(key) ?? PARENT_COLUMNS.get(key)!.def
      return {
        key,
        title: columnTitle(key, words),
        cell: (row: ChildRow) => <FactValue def={def} fact={row.facts[key]} />,
      }
    }),
  ]
}
