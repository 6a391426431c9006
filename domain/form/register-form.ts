import type { ExportColumn } from '../export/columns.ts'
import { rosterColumns } from '../export/columns.ts'
import { type ExportedChild, type ExportedRelative, tellDisability, tellFact } from '../export/tell-cell.ts'
import { CHILD_FACTS, type ChildFactKey } from '../fact/child-facts.ts'
import { RELATION, type Relation } from '../fact/code-lists.ts'
import { RELATIVE_FACTS, type RelativeFactKey } from '../fact/relative-facts.ts'
import type { RawCell } from '../import/raw-sheet.ts'
import { codesOf } from '../import/target.ts'

/** A choice and whether it is ticked. */
export type Tick = [ticked: boolean, text: string]
/** A cell of a printed form; `span` in columns of FORM_COLUMNS. */
export type FormCell = { span: number } & ({ label: string } | { text: string } | { ticks: Tick[] })
export type FormBlock = { title: string; rows: FormCell[][] }
export type PrintedForm = {
  title: string
  /** Whose form it is, at the head of its second page. */
  name: string
  head: readonly [unit: string, day: string]
  blocks: FormBlock[]
  foot: readonly string[]
}

/** Columns beside the titles of the blocks. */
export const FORM_COLUMNS = 24
export const REGISTER_FORM = '农村留守儿童基本情况登记表'
const FOOT = ['单位负责人(签名)', '复核人(签名)', '填表人(签名)']

/** What the form asks of a child: that of the roster, and what stands in for a birth date. */
export const formColumns = (): ExportColumn[] => [
  ...rosterColumns(),
  { head: CHILD_FACTS.birthMonth.zh, tells: { of: 'child', key: 'birthMonth' } },
]

/** Nobody's: the form to fill by hand. */
const NOBODY: ExportedChild = {
  ...{ township: null, village: null, group: null, age: null, circumstances: [], carerKind: null },
  facts: {},
  family: [],
}

/** 附件1 of 民发〔2016〕42号, block by block; without a child the form to fill by hand. */
export function registerForm(
  child: ExportedChild = NOBODY,
  { unit, day }: { unit: string; day: string } = { unit: '', day: '　　　　年　　月　　日' },
): PrintedForm {
  return {
    title: REGISTER_FORM,
    name: text(child, 'name'),
    head: [`填报单位(盖章)：${unit}`, `填报日期：${day}`],
    blocks: [
      { title: '留守儿童个人基本情况', rows: ownRows(child) },
      { title: '家庭情况', rows: [...grandparentRows(child), ...parentRows(child)] },
      {
        title: '实际监护情况',
        rows: [...guardianshipRows(child), ...carerRows(child), one(child, 'guardianship')],
      },
      { title: '家庭经济来源', rows: [[ticks(child, 'income', FORM_COLUMNS)]] },
      { title: '救助帮扶情况', rows: [[ticks(child, 'aid', FORM_COLUMNS)]] },
      { title: '村(居)委会', rows: contactRows(child) },
    ],
    foot: FOOT,
  }
}

const label = (words: string, span: number): FormCell => ({ label: words, span })
const said = (words: string, span: number): FormCell => ({ text: words, span })

const written = (cell: RawCell): string => {
  if (cell === null) return ''
  return typeof cell === 'object' ? chineseDay(cell.day) : String(cell)
}
/** 2014年3月7日; a month alone as 2014年3月. */
export const chineseDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date ? `${date}日` : ''}`
}

const text = ({ facts }: ExportedChild, key: ChildFactKey): string =>
  written(tellFact(CHILD_FACTS[key], facts[key], ''))

function ticks({ facts }: ExportedChild, key: ChildFactKey, span: number): FormCell {
  const told = facts[key]
  if (told?.state === 'notApplicable') return said('—', span)
  const value = told?.state === 'known' ? told.value : undefined
  const isTicked = (code: string) =>
    typeof value === 'boolean'
      ? value === (code === 'yes')
      : Array.isArray(value)
        ? value.includes(code)
        : value === code
  const codes = Object.entries(codesOf(CHILD_FACTS[key])!)
  return { span, ticks: codes.map(([code, { zh }]) => [isTicked(code), zh]) }
}

const LABEL = 4
/** One fact in a row of its own. */
const one = (child: ExportedChild, key: ChildFactKey): FormCell[] => [
  label(CHILD_FACTS[key].zh, LABEL),
  codesOf(CHILD_FACTS[key])
    ? ticks(child, key, FORM_COLUMNS - LABEL)
    : said(text(child, key), FORM_COLUMNS - LABEL),
]

function ownRows(child: ExportedChild): FormCell[][] {
  const birth = text(child, 'birthDate') || chineseMonth(text(child, 'birthMonth'))
  return [
    [
      ...[label('姓名', LABEL), said(text(child, 'name'), 8)],
      ...[label('性别', 2), ticks(child, 'sex', 4)],
      ...[label('民族', 2), said(text(child, 'ethnicity'), 4)],
    ],
    [
      ...[label('出生日期', LABEL), said(birth, 8)],
      ...[label('公民身份证号码', LABEL), said(text(child, 'idNumber'), 8)],
    ],
    one(child, 'hukouRegistered'),
    one(child, 'hukouPlace'),
    one(child, 'residence'),
    one(child, 'health'),
    [
      ...[label('残疾类别及等级', LABEL), said(written(tellDisability(child.facts, '')), 8)],
      ...[label('患病类型', LABEL), said(text(child, 'illness'), 8)],
    ],
    one(child, 'boarding'),
    one(child, 'schooling'),
  ]
}

const chineseMonth = (month: string) => (/^\d{4}-\d\d$/.test(month) ? chineseDay(month) : month)

/** A dash in all fields of whoever has died (the form's own rule), nothing where nobody has asked. */
const ofRelative = (relative: ExportedRelative | undefined, key: RelativeFactKey): string => {
  if (!relative) return ''
  const { parentState, name } = relative.facts
  const isGone = parentState?.value === 'deceased' || name?.state === 'notApplicable'
  return isGone ? '—' : written(tellFact(RELATIVE_FACTS[key], relative.facts[key], ''))
}

/** Those of a relation; somebody unknown where the register has none. */
function relativesAs({ family }: ExportedChild, relation: Relation): (ExportedRelative | undefined)[] {
  const found = family.filter((relative) => relative.relation === relation)
  return found.length > 0 ? found : [undefined]
}

function grandparentRows(child: ExportedChild): FormCell[][] {
  const cells = (
    ['paternalGrandfather', 'paternalGrandmother', 'maternalGrandfather', 'maternalGrandmother'] as const
  ).flatMap((relation) =>
    relativesAs(child, relation).map((one) => [
      label(RELATION[relation].zh, 2),
      said(ofRelative(one, 'name'), 6),
      said(ofRelative(one, 'birthDate'), 4),
    ]),
  )
  const head = [label('关系', 2), label('姓名', 5), label('出生日期', 5)]
  const rows = Array.from({ length: Math.ceil(cells.length / 2) }, (_, i) => [
    ...cells[i * 2]!,
    ...(cells[i * 2 + 1] ?? [said('', 12)]),
  ])
  return [[...head, ...head], ...rows]
}

const PARENT_FIELDS = [
  ['name', 4],
  ['birthDate', 5],
  ['workPlace', 4],
  ['phones', 4],
  ['idNumber', 5],
] as const

const parentRows = (child: ExportedChild): FormCell[][] => [
  [label('关系', 2), ...PARENT_FIELDS.map(([key, span]) => label(RELATIVE_FACTS[key].zh, span))],
  ...(['father', 'mother'] as const).flatMap((relation) =>
    relativesAs(child, relation).map((parent) => [
      label(RELATION[relation].zh, 2),
      ...PARENT_FIELDS.map(([key, span]) => said(ofRelative(parent, key), span)),
    ]),
  ),
]

const guardianshipRows = (child: ExportedChild): FormCell[][] => [
  [
    ...[label('父母双方同时外出', 6), ticks(child, 'bothParentsAway', 4)],
    ...[label('父母一方外出、另一方无监护能力', 10), ticks(child, 'oneAwayOtherIncapable', 4)],
  ],
  [
    ...[label('无监护能力', 6), ticks(child, 'incapableParent', 4)],
    ...[label('父母外出有无委托其他监护人', 10), ticks(child, 'entrusted', 4)],
  ],
]

/** Everybody whom the child was entrusted to. Father or mother at home is no 委托监护人. */
function carerRows(child: ExportedChild): FormCell[][] {
  const nobody = child.facts.entrusted?.state === 'known' && child.facts.entrusted.value === false
  const carers = child.family.filter(
    ({ carer, relation }) => carer && relation !== 'father' && relation !== 'mother',
  )
  const of = (carer: ExportedRelative | undefined, key: RelativeFactKey) =>
    !carer && nobody ? '—' : ofRelative(carer, key)
  return (carers.length > 0 ? carers : [undefined]).flatMap((carer) => [
    [
      ...[label('委托监护人姓名', LABEL), said(of(carer, 'name'), 8)],
      ...[label('联系电话', LABEL), said(of(carer, 'phones'), 8)],
    ],
    [
      ...[label('公民身份证号码', LABEL), said(of(carer, 'idNumber'), 8)],
      label('与被监护人关系', LABEL),
      said(carer ? RELATION[carer.relation].zh : nobody ? '—' : '', 8),
    ],
    [label('居住地地址', LABEL), said(of(carer, 'address'), FORM_COLUMNS - LABEL)],
  ])
}

const contactRows = (child: ExportedChild): FormCell[][] => [
  [
    ...[label('联系人', LABEL), said(text(child, 'villageContact'), 8)],
    ...[label('联系电话', LABEL), said(text(child, 'villageContactPhones'), 8)],
  ],
  one(child, 'note'),
]
