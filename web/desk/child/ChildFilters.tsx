import { Button, Select } from 'antd'
import { useState } from 'react'
import { COLOUR } from '#domain/assessment/template.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { CARER_KIND, CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { PROBLEM } from '#domain/service/problems.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { useAreas } from '../area/areas.ts'
import { AGE_BANDS, bandOf } from './age-bands.ts'
import type { ChildListSearch } from './child-searches.ts'

type Props = { search: ChildListSearch; onSearch(change: Partial<ChildListSearch>): void }

const FIRST = ['circumstances', 'sex', 'schooling', 'guardianship', 'carerKind']
/** What rules compute and no fact of the catalogue says. */
const COMPUTED = {
  circumstances: CIRCUMSTANCE,
  unlisted: CIRCUMSTANCE,
  carerKind: CARER_KIND,
  colour: COLOUR,
  need: PROBLEM,
} as const
const isComputed = (key: string): key is keyof typeof COMPUTED => Object.hasOwn(COMPUTED, key)
/** These answer yes or nothing. */
const ALWAYS_KNOWN = ['circumstances', 'unlisted', 'colour', 'need']
const CAN_FILTER = new Map(
  Object.entries<FactDef>(CHILD_FACTS).filter(
    ([, { type, listed }]) =>
      listed && (type.kind === 'code' || type.kind === 'codes' || type.kind === 'yesNo'),
  ),
)
const REST = ['colour', 'need', 'unlisted', ...CAN_FILTER.keys()].filter((key) => !FIRST.includes(key))
const LEVELS = [4, 5]

/** Every choice goes into the URL, so that a list can be kept as a bookmark or passed on. */
export function ChildFilters({ search, onSearch }: Props) {
  const { t, label } = useLanguage()
  const areas = useAreas()
  const where = search.where ?? {}
  const [more, setMore] = useState(() => REST.some((key) => where[key]))

  const options = (key: string) => {
    const type = CAN_FILTER.get(key)?.type
    const codes = isComputed(key)
      ? COMPUTED[key]
      : type?.kind === 'code' || type?.kind === 'codes'
        ? type.list
        : null
    const known = codes
      ? Object.entries(codes).map(([value, entry]) => ({ value, label: label(entry) }))
      : [
          { value: 'true', label: t.common.yes },
          { value: 'false', label: t.common.no },
        ]
    if (ALWAYS_KNOWN.includes(key)) return known
    return [...known, { value: 'notCollected', label: t.fact.notCollected }]
  }
  const choose = (key: string, values: string[]) => {
    const { [key]: _, ...others } = where
    const next = values.length ? { ...others, [key]: values } : others
    onSearch({ where: Object.keys(next).length ? next : undefined })
  }
  const factFilter = (key: string) => {
    const title = isComputed(key) ? t.children[key] : label(CAN_FILTER.get(key))
    return (
      <Select
        key={key}
        mode="multiple"
        maxTagCount="responsive"
        aria-label={title}
        placeholder={title}
        value={where[key] ?? []}
        options={options(key)}
        onChange={(values) => choose(key, values)}
      />
    )
  }
  const filtered =
    search.area || search.status || search.where || search.ageFrom !== undefined || search.ageTo !== undefined
  return (
    <>
      {areas && (
        <AreaSelect
          areas={areas.all}
          levels={LEVELS}
          value={search.area}
          allowClear
          aria-label={t.children.area}
          placeholder={t.children.area}
          onChange={(area) => onSearch({ area })}
        />
      )}
      <Select
        aria-label={t.children.status}
        value={search.status ?? 'registered'}
        options={[
          { value: 'registered', label: t.children.registered },
          { value: 'left', label: t.children.left },
        ]}
        onChange={(status) => onSearch({ status: status === 'left' ? 'left' : undefined })}
      />
      <Select
        aria-label={t.children.age}
        placeholder={t.children.age}
        allowClear
        value={bandOf(search.ageFrom, search.ageTo)}
        options={AGE_BANDS.map(({ key, from, to }) => ({
          value: key,
          label: to === undefined ? t.children.ageFrom(from) : t.children.ageBand(from, to),
        }))}
        onChange={(key) => {
          const band = AGE_BANDS.find((one) => one.key === key)
          onSearch({ ageFrom: band?.from, ageTo: band?.to })
        }}
      />
      {FIRST.map(factFilter)}
      {more && REST.map(factFilter)}
      <Button type="link" onClick={() => setMore(!more)} aria-expanded={more}>
        {more ? t.children.fewerFilters : t.children.moreFilters}
      </Button>
      {filtered && (
        <Button
          type="link"
          onClick={() =>
            onSearch({
              area: undefined,
              status: undefined,
              where: undefined,
              ageFrom: undefined,
              ageTo: undefined,
            })
          }
        >
          {t.children.clear}
        </Button>
      )}
    </>
  )
}
