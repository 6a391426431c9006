import { CHILD_FACTS } from '../fact/child-facts.ts'
import { RELATION, type Relation } from '../fact/code-lists.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import { mapColumns } from '../import/map-columns.ts'
import { type Target, targetOf } from '../import/target.ts'
import { Refusal } from '../refusals.ts'

/**
 * A column of an exported sheet. What it tells is called as in a roster that is read; besides, `number` counts the
 * rows, and some things only a list tells. `span` is the number of columns for one digit each.
 */
export type ExportColumn = { head: string; tells: Tells; span?: number }
export type Tells =
  | Target
  | { of: 'number' }
  | { of: 'carerKind' }
  | { of: 'circumstances' }
  | { of: 'nothing' }

/** The 花名册 of 民发〔2016〕42号 as offices keep it, in the order of the registration form. */
const ROSTER_HEADS = [
  ...['序号', '乡镇', '村(居)', '姓名', '性别', '民族', '出生日期', '公民身份证号码', '是否登记户口'],
  ...['户籍所在地', '现居住地', '身体情况', '残疾类别及等级', '患病类型', '是否学校寄宿', '就学情况'],
  ...['祖父姓名', '祖父出生日期', '祖母姓名', '祖母出生日期'],
  ...['外祖父姓名', '外祖父出生日期', '外祖母姓名', '外祖母出生日期'],
  ...['父亲姓名', '父亲出生日期', '父亲当前务工地点', '父亲联系电话', '父亲公民身份证号码'],
  ...['母亲姓名', '母亲出生日期', '母亲当前务工地点', '母亲联系电话', '母亲公民身份证号码'],
  ...['父母双方同时外出', '父母一方外出、另一方无监护能力', '无监护能力方', '有无委托其他监护人'],
  ...['委托监护人姓名', '委托监护人联系电话', '委托监护人公民身份证号码', '与被监护人关系'],
  ...['委托监护人居住地地址', '监护类型', '家庭经济来源', '救助帮扶情况'],
  ...['村(居)委会联系人', '村(居)委会联系电话', '备注'],
]

/** Columns with these heads, each telling what a reader of rosters would take from it. */
export function columnsOf(heads: readonly string[]): ExportColumn[] {
  const { mapped } = mapColumns(heads.map((text, column) => ({ column, text })))
  return heads.map((head, column) => ({
    head,
    tells: mapped.find((one) => one.column === column)?.target ?? withoutTarget(head),
  }))
}

const NUMBERS = ['序号', '编号', '序']
/** Of a head that means nothing here the column stays empty, for the office to fill in. */
export const withoutTarget = (head: string): Tells => ({ of: NUMBERS.includes(head) ? 'number' : 'nothing' })

export const rosterColumns = (): ExportColumn[] => columnsOf(ROSTER_HEADS)

/** What every row of the list page says, then the chosen facts. */
export const listColumns = (chosen: readonly string[]): ExportColumn[] => [
  { head: '序号', tells: { of: 'number' } },
  { head: CHILD_FACTS.name.zh, tells: { of: 'child', key: 'name' } },
  { head: '年龄', tells: { of: 'age' } },
  { head: '乡镇', tells: { of: 'place', part: 'township' } },
  { head: '村(居)', tells: { of: 'place', part: 'village' } },
  { head: '照护人姓名', tells: { of: 'relative', slot: 'guardian', key: 'name' } },
  { head: '与儿童关系', tells: { of: 'relation' } },
  { head: '实际监护', tells: { of: 'carerKind' } },
  { head: '类别', tells: { of: 'circumstances' } },
  ...chosen.filter((name) => name !== 'name').map(chosenColumn),
]

/** carer.phones of the list is the guardian's column of a roster. */
function chosenColumn(name: string): ExportColumn {
  const tells = targetOf(name.replace(/^carer\./, 'guardian.'))
  if (tells?.of === 'child') return { head: CHILD_FACTS[tells.key].zh, tells }
  if (tells?.of !== 'relative') throw new Refusal('invalidInput', { problem: `columns: ${name}` })
  const whose = tells.slot === 'guardian' ? '照护人' : RELATION[tells.slot satisfies Relation].zh
  return { head: whose + RELATIVE_FACTS[tells.key].zh, tells }
}
