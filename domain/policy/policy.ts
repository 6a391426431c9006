import { z } from 'zod'
import { SHIPPED_TEMPLATES } from '../assessment/shipped-templates.ts'
import type { TemplateVersion } from '../assessment/template-book.ts'
import {
  CALENDAR_KEYS,
  type Calendar,
  type CalendarKey,
  calendarOf,
  isCalendarKey,
  isCalendarValue,
} from '../calendar/calendar.ts'
import type { PlainDate } from '../dates.ts'
import { wordsIn } from '../notice/notice-kinds.ts'
import {
  POLICY_KEYS,
  type PolicyKey,
  type PolicyType,
  type PolicyValue,
  type RuleKey,
} from './policy-keys.ts'

/** law: read in a primary text or several public copies. local: of a place. projectDefault: ours, until the county says otherwise. */
export const STANDINGS = {
  law: { zh: '国家规定', en: 'National rule' },
  local: { zh: '地方规定', en: 'Local rule' },
  projectDefault: { zh: '项目默认值', en: 'Project default' },
} as const
export type Standing = keyof typeof STANDINGS

/** What policy says of one key from a day on, in an area: `area` is the beginning of a code, '' the whole country. */
export type PolicyEntry<K extends PolicyKey = PolicyKey> = {
  id: string
  key: K
  area: string
  from: PlainDate
  /** null: from then on as in the wider area again. */
  value: PolicyValue<K> | null
  document: string
  clause: string
  standing: Standing
  /** When the register came to know it (ISO); shipped entries have been known always. */
  knownAt?: string
}

/** The entry in force for each key, and the calendar of all years. */
export type Policy = { [K in RuleKey]: PolicyEntry<K> & { value: PolicyValue<K> } } & { calendar: Calendar }

/** All entries that a county goes by, with what is asked of them often. */
export type PolicyBook = {
  entries: readonly PolicyEntry[]
  /** Scales that children are assessed by: versions published, shipped ones first. */
  templates: readonly TemplateVersion[]
  /** What holds in an area on a day. */
  on(area: string, day: PlainDate): Policy
  /** Days on which it changes there; what the calendar says changes nothing but due days. */
  changes(area: string): readonly PlainDate[]
  /** Every value that the key has had there, for days that follow from terms. */
  values<K extends PolicyKey>(key: K, area: string): readonly PolicyValue<K>[]
}

const valueSchema = (type: Exclude<PolicyType, { kind: 'calendar' }>): z.ZodType => {
  if (type.kind === 'number') return z.number().int().min(type.min).max(type.max)
  if (type.kind === 'yesNo') return z.boolean()
  if (type.kind === 'text')
    return z
      .string()
      .trim()
      .min(5)
      .max(200)
      .refine((text) => wordsIn(text).every((word) => type.words.includes(word)))
  return z.array(z.enum(Object.keys(type.list) as [string, ...string[]])).max(Object.keys(type.list).length)
}

/** Whether a value fits its key. */
export const isPolicyValue = (key: PolicyKey, value: unknown): value is PolicyValue => {
  if (isCalendarKey(key)) return isCalendarValue(key, value)
  return valueSchema(POLICY_KEYS[key].type as Parameters<typeof valueSchema>[0]).safeParse(value).success
}

const KEYS = (Object.keys(POLICY_KEYS) as PolicyKey[]).filter((key): key is RuleKey => !isCalendarKey(key))

/** The narrowest area that says anything counts; within it the entry that began last. */
function inForce(entries: readonly PolicyEntry[], key: PolicyKey, day: PlainDate): PolicyEntry {
  const byArea = new Map<string, PolicyEntry>()
  for (const entry of entries) {
    if (entry.key !== key || entry.from > day) continue
    const held = byArea.get(entry.area)
    if (!held || held.from <= entry.from) byArea.set(entry.area, entry)
  }
  const narrowest = [...byArea.values()]
    .filter(({ value }) => value !== null)
    .sort((a, b) => b.area.length - a.area.length)[0]
  // Before the first document the first one is taken: a register begins later than the rule that it goes by.
  return narrowest ?? entries.find((entry) => entry.key === key && entry.area === '' && entry.value !== null)!
}

/** What is in force for a year: entries hold from the first day of the year that they speak of. */
function ofYear(entries: readonly PolicyEntry[], key: CalendarKey, first: PlainDate) {
  const said = entries.filter((entry) => entry.key === key && entry.from === first)
  return said.length > 0 ? inForce(said, key, first) : undefined
}

const calendarIn = (entries: readonly PolicyEntry[]): Calendar =>
  calendarOf(
    (Object.keys(CALENDAR_KEYS) as CalendarKey[]).flatMap((key) =>
      [...new Set(entries.flatMap((one) => (one.key === key ? [one.from] : [])))].flatMap((first) => {
        const value = ofYear(entries, key, first)?.value
        return value ? [{ key, value: value as readonly string[] }] : []
      }),
    ),
  )

/** The entry in force for any key, those of the calendar too; undefined: nothing is known of that year. */
export const entryOn = (
  book: PolicyBook,
  key: PolicyKey,
  { area, day }: { area: string; day: PlainDate },
): PolicyEntry | undefined =>
  isCalendarKey(key)
    ? ofYear(
        book.entries.filter((entry) => area.startsWith(entry.area)),
        key,
        `${day.slice(0, 4)}-01-01`,
      )
    : book.on(area, day)[key]

/** Rules ask for many children on the same days: what holds between two changes is found once. */
export function policyBook(
  entries: readonly PolicyEntry[],
  templates: readonly TemplateVersion[] = SHIPPED_TEMPLATES,
): PolicyBook {
  const areas = [...new Set(entries.map(({ area }) => area))]
  type Local = {
    entries: PolicyEntry[]
    changes: PlainDate[]
    policies: Map<PlainDate, Policy>
    calendar: Calendar
  }
  const locals = new Map<string, Local>()
  const local = (code: string): Local => {
    const scope = areas.filter((area) => code.startsWith(area))
    const name = scope.join()
    const known = locals.get(name)
    if (known) return known
    const here = entries.filter(({ area }) => scope.includes(area))
    const rules = here.filter(({ key }) => !isCalendarKey(key))
    const changes = [...new Set(rules.map(({ from }) => from))].sort()
    const made: Local = { entries: rules, changes, policies: new Map(), calendar: calendarIn(here) }
    locals.set(name, made)
    return made
  }
  return {
    entries,
    templates,
    on(area, day) {
      const { entries: here, changes, policies, calendar } = local(area)
      const since = changes.findLast((from) => from <= day) ?? changes[0]!
      const known = policies.get(since)
      if (known) return known
      const rules = Object.fromEntries(KEYS.map((key) => [key, inForce(here, key, since)]))
      const policy = { ...rules, calendar } as Policy
      policies.set(since, policy)
      return policy
    },
    changes: (area) => local(area).changes,
    values: <K extends PolicyKey>(key: K, area: string) =>
      local(area).entries.flatMap((entry) =>
        entry.key === key && entry.value !== null ? [entry.value as PolicyValue<K>] : [],
      ),
  }
}
