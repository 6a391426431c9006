import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATION } from '#domain/fact/code-lists.ts'
import { ISSUES } from '#domain/import/issues.ts'
import { parseClass } from '#domain/import/parse-class.ts'
import { parseCode, parseDisability } from '#domain/import/parse-codes.ts'
import { columnLetters } from '#domain/import/raw-sheet.ts'
import type { RosterRow } from '#domain/import/roster-row.ts'
import { targetName } from '#domain/import/target.ts'
import { countyAreas } from '../area/area-data.ts'
import { type ReadFiles, readFiles } from './read-files.ts'

/**
 * The example rosters lie beside the checkout; where they are absent their tests are passed over. Each says in
 * NAME.expected.json what a correct reading of it is.
 */
const ROSTERS = new URL('../../../shared/rosters/', import.meta.url)
const FILES = ['fushun-100.xlsx', 'maerkang-31.xls', 'school-list.csv', 'messy-township.xlsx']

type Told = Record<string, unknown> & { source: { sheet?: string; row: number } }
type Expected = {
  county: { code: string }
  tables: { sheet?: string; headRows: number[]; columns: Record<string, { column: string; head: string }> }[]
  ignoredRows: { sheet?: string; row: number; why: string }[]
  issues: { sheet?: string; row: number; field: string; code: string; severity: string }[]
  children: Told[]
}

/** How the files call what our facts call otherwise. */
const FIELDS: Record<string, string> = {
  disability: 'disabilityKinds',
  bothParentsOut: 'bothParentsAway',
  oneOutOtherIncapable: 'oneAwayOtherIncapable',
  assessment: 'guardianship',
  'contact.name': 'villageContact',
  'contact.phones': 'villageContactPhones',
  class: 'gradeClass',
  'father.phone': 'father.phones',
  'mother.phone': 'mother.phones',
  'guardian.phone': 'guardian.phones',
}
const GRANDPARENT = /^grandparents\.(.+)_(.+)$/

function targetIn(file: string, field: string): string {
  // The school's column names nobody, and its addresses are read as addresses.
  if (file === 'school-list.csv' && field === 'guardian.phone') return 'contact.phones'
  if (file === 'school-list.csv' && field === 'township') return 'residence'
  const [, relation, key] = GRANDPARENT.exec(field) ?? []
  return relation ? `${parseCode(RELATION, relation)}.${key}` : (FIELDS[field] ?? field)
}

const ours = ({ facts, family }: RosterRow, field: string): unknown => {
  const [of, key] = field.split('.') as [string, string | undefined]
  const entries = key
    ? family.find(({ relation, carer }) => (of === 'guardian' ? carer : relation === of))?.facts
    : facts
  const entry = entries?.[key ?? of]
  return entry?.state === 'known' ? entry.value : undefined
}

/** The facts of a child as the expectation words them: codes by the label of the form, absent and blank alike. */
function factsExpected(told: Told): [string, unknown][] {
  const skip = [
    'key',
    'source',
    'township',
    'village',
    'group',
    'grandparents',
    'parents',
    'guardian',
    'father',
  ]
  const plain = Object.entries(told).filter(
    ([key]) =>
      ![...skip, 'mother', 'contact', 'grade', 'contactPhones', 'guardianBlank', 'disability'].includes(
        key,
      ) && !key.endsWith('AsWritten'),
  )
  const people = ['father', 'mother', 'guardian'].flatMap((who) =>
    Object.entries((told[who] ?? {}) as object)
      .filter(([key]) => !['blank', 'relation', 'relationAsWritten'].includes(key))
      .map(([key, value]) => [`${who}.${key}`, value] as [string, unknown]),
  )
  const grandparents = Object.entries((told.grandparents ?? {}) as Record<string, object>).flatMap(
    ([who, facts]) =>
      Object.entries(facts)
        .filter(([key]) => key !== 'blank')
        .map(([key, value]) => [`${parseCode(RELATION, who)}.${key}`, value] as [string, unknown]),
  )
  const contact = Object.entries((told.contact ?? {}) as object).map(
    ([key, value]) => [FIELDS[`contact.${key}`]!, value] as [string, unknown],
  )
  return [
    ...plain.map(([key, value]) => [FIELDS[key] ?? key, value] as [string, unknown]),
    ...people,
    ...grandparents,
    ...contact,
  ]
}

const LISTS = Object.fromEntries(
  Object.entries(CHILD_FACTS).flatMap(([key, { type }]) => ('list' in type ? [[key, type.list]] : [])),
)

function inCodes(field: string, value: unknown): unknown {
  if (value === null || (Array.isArray(value) && value.length === 0)) return undefined
  const list = LISTS[field]
  if (Array.isArray(value)) return list ? value.map((word) => parseCode(list, word)).sort() : value
  return list && typeof value === 'string' ? parseCode(list, value) : value
}

/** Of several the order says nothing, and none of them is as good as blank. */
const sorted = (value: unknown) =>
  Array.isArray(value) ? (value.length > 0 ? [...value].sort() : undefined) : value

describe.skipIf(!existsSync(ROSTERS)).each(FILES)('%s', (file) => {
  const expected = existsSync(ROSTERS)
    ? (JSON.parse(
        readFileSync(new URL(file.replace(/\.\w+$/, '.expected.json'), ROSTERS), 'utf8'),
      ) as Expected)
    : ({} as Expected)
  let read: ReadFiles
  const rowOf = ({ source }: Told) =>
    read.rows.find(({ place }) => place.row === source.row && place.sheet === (source.sheet ?? ''))!

  beforeAll(async () => {
    const { county, ancestors, areas } = countyAreas(expected.county.code)!
    const bytes = readFileSync(new URL(file, ROSTERS))
    read = await readFiles({
      files: [{ name: file, bytes }],
      areas: [...ancestors, county, ...areas],
      asOf: '2024-09-30',
    })
  })

  test('its tables, and what each column tells', () => {
    const found = read.files[0]!.tables.map(({ sheet, headRows, columns }) => ({
      sheet,
      headRows,
      columns: Object.fromEntries(
        columns.mapped.map(({ column, head, target }) => [targetName(target), [columnLetters(column), head]]),
      ),
    }))
    const told = expected.tables.map(({ sheet = '', headRows, columns }) => ({
      sheet,
      headRows,
      columns: Object.fromEntries(
        Object.entries(columns)
          .filter(([field]) => !field.startsWith('unmapped'))
          .map(([field, { column, head }]) => [targetIn(file, field), [column, head]]),
      ),
    }))
    expect(found).toEqual(told)
  })

  test('its children stand where they stand, and no other row is one', () => {
    expect(read.rows.map(({ place }) => [place.sheet, place.row])).toEqual(
      expected.children.map(({ source }) => [source.sheet ?? '', source.row]),
    )
  })

  test('the rows under the heads that hold no child are known', () => {
    const under = ({ sheet = '', row }: { sheet?: string; row: number }) =>
      row > read.files[0]!.tables.find((table) => table.sheet === sheet)!.headRows.at(-1)!
    expect(
      read.files[0]!.tables.flatMap(({ sheet, skipped }) => skipped.map(({ row }) => [sheet, row])),
    ).toEqual(expected.ignoredRows.filter(under).map(({ sheet = '', row }) => [sheet, row]))
  })

  test('every fact of every child', () => {
    for (const child of expected.children) {
      const row = rowOf(child)
      for (const [field, value] of factsExpected(child)) {
        const month = field === 'birthDate' && /^\d{4}-\d{2}$/.test(String(value))
        const said = month ? row.birthMonth : ours(row, field)
        expect(sorted(said), `${child.key} ${field}`).toEqual(sorted(inCodes(field, value)))
      }
    }
  })

  test('no fact of which its column says nothing', () => {
    for (const row of read.rows) {
      const { columns } = read.files[0]!.tables.find(({ sheet }) => sheet === row.place.sheet)!
      const told = columns.mapped.map(({ target }) => targetName(target))
      const facts = Object.keys(row.facts).filter((key) => !told.includes(key) && !FOLLOWS.includes(key))
      expect(facts, `row ${row.place.row}`).toEqual([])
    }
  })

  test('disabilities, of which one cell tells kind and grade', () => {
    for (const child of expected.children.filter(({ disability }) => disability)) {
      const { kinds, grade } = parseDisability(String(child.disability))!
      const row = rowOf(child)
      expect([ours(row, 'disabilityKinds'), ours(row, 'disabilityGrade')]).toEqual([kinds, grade])
    }
  })

  test('where every child is', () => {
    const places = expected.children.map((child) => {
      const { township, village, group } = child as unknown as Record<
        'township' | 'village',
        { code: string } | undefined
      > & { group?: string }
      return [
        child.key,
        village?.code ?? `${township!.code}000`,
        group ? Number.parseInt(group, 10) : undefined,
      ]
    })
    expect(
      expected.children.map((child, i) => {
        const { area, group } = rowOf(child)
        return [child.key, area, places[i]![2] === undefined ? undefined : group]
      }),
    ).toEqual(places)
  })

  test('who looks after every child, and who is dead', () => {
    for (const child of expected.children) {
      const row = rowOf(child)
      const guardian = child.guardian as { name: string | null; relation: string | null } | undefined
      const carer = row.family.find((relative) => relative.carer)
      if (guardian?.name)
        expect([child.key, carer?.relation]).toEqual([child.key, parseCode(RELATION, guardian.relation!)])
      else expect(carer, String(child.key)).toBeUndefined()
      if (child.guardianBlank === 'none') expect(row.facts.entrusted?.value, String(child.key)).toBe(false)
      for (const who of ['father', 'mother'] as const)
        if ((child[who] as { blank?: string } | undefined)?.blank)
          expect(row.family.find(({ relation }) => relation === who)?.facts.parentState?.value).toBe(
            'deceased',
          )
    }
  })

  test('what is told of parents in one cell, and of school in a class', () => {
    for (const child of expected.children) {
      const row = rowOf(child)
      const parents = child.parents as Record<'father' | 'mother', string | null> | undefined
      for (const who of ['father', 'mother'] as const)
        if (parents) expect(ours(row, `${who}.workPlace`), String(child.key)).toBe(parents[who] ?? undefined)
      if (child.grade)
        expect(`${'零一二三四五六七八九'[parseClass(String(child.class))!.grade!]}年级`).toBe(child.grade)
      const phones = child.contactPhones as string[] | undefined
      if (phones && row.family.some(({ carer }) => carer))
        expect(ours(row, 'guardian.phones')).toEqual(phones)
    }
  })

  test('remarks, as far as they need no register', () => {
    const found = read.rows.flatMap(({ place, issues }) =>
      issues.map(({ code, field }) => [place.sheet, place.row, field, code, ISSUES[code].severity]),
    )
    expect(found.filter(([, , , code]) => !ONLY_OURS.includes(String(code)))).toEqual(
      expected.issues
        .filter(({ code }) => code !== 'duplicate-in-file')
        .map(({ sheet = '', row, field, code, severity }) => [sheet, row, field, code, severity]),
    )
    // What the expectation does not list is no more than a hint.
    expect(
      found
        .filter(([, , , code]) => ONLY_OURS.includes(String(code)))
        .every(([, , , , how]) => how === 'hint'),
    ).toBe(true)
  })
})

/** A month without a day, and a phone number that nobody owns, are left out and said so. */
const ONLY_OURS = ['month-only', 'phone-unplaced']

/** What follows from other columns, from a class or from the title. */
const FOLLOWS = ['sex', 'birthDate', 'birthMonth', 'entrusted', 'disabilityGrade', 'schooling', 'school']
