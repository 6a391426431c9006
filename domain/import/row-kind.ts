import { isDitto } from './ditto.ts'
import { repeatsHeads } from './find-table.ts'
import type { Head } from './head-rows.ts'
import type { ColumnMap } from './map-columns.ts'
import { isBlank, type RawCell, type RawRow, textOf } from './raw-sheet.ts'
import { bare } from './spelling.ts'

/** What a row of a table is. `empty` has words somewhere, but none that only a child has. */
export type RowKind = 'child' | 'total' | 'note' | 'sample' | 'heads' | 'empty'

const SUM = /^(?:小计|合计|总计|共计|累计|总数|总人数|计)$|(?:小计|合计|总计|共计)[\d人名个]*$/
const LONGEST_SUM = 14
const SAMPLE = /示例|样例|填写范例|填表范例|^例如|^例$|^样表$|^样本$/
/** 填表人: and 备注: with their colon, or the bare word of a signature. 注溪镇 is a township. */
const NOTE =
  /^(?:注|备注|说明|填表|填报|制表|审核|审批|复核|负责|经办|联系|主管|分管|单位|签字|签名|盖章|报送)[\p{Script=Han}()（）]{0,8}[:：]/u
const SIGNATURE =
  /^(?:(?:填表|填报|制表|审核|审批|复核|负责|经办|联系)人|(?:填表|填报|报送)(?:日期|时间|单位)|(?:主管|分管|单位)(?:领导|负责人)|备注|注|说明|签字|签名|盖章)$/
/** What nobody is called. */
const NO_NAME = /[:：]|^(?:必填|选填|填写)|儿童|学生|名单|名册|一览表|统计表/
const LONGEST_NAME = 40

const LETTER = /\p{L}/u

/** Tells of each row whether it may hold a child, by its first cells and by what stands where the names are. */
export function rowReader(heads: readonly Head[], mapped: ColumnMap['mapped']): (row: RawRow) => RowKind {
  const first = Math.min(...heads.map(({ column }) => column))
  const nameAt = columnOf(mapped, 'name') ?? first
  const other = [columnOf(mapped, 'idNumber'), columnOf(mapped, 'birthDate')]
  return (row) => {
    const { cells } = row
    const name = cells[nameAt]
    const before = cells.slice(first, nameAt + 1)
    if (before.some(isSum)) return 'total'
    if (looksRepeated(name) && repeatsHeads(heads, row)) return 'heads'
    if (before.some(isSample)) return 'sample'
    if (isSigning(cells, nameAt)) return 'note'
    if (isName(name)) return isAlone(row, nameAt) && textOf(name).length > 8 ? 'note' : 'child'
    if (other.some((column) => column !== undefined && /\d{4}/.test(textOf(cells[column])))) return 'child'
    if (repeatsHeads(heads, row)) return 'heads'
    return isBlank(name) || NO_LETTER(name) ? 'empty' : 'note'
  }
}

const NO_LETTER = (cell: RawCell | undefined) => !LETTER.test(textOf(cell))

/** 填表人 安某 审核人 白某: the first cell says what the row is, and it is no number of a child. */
function isSigning(cells: readonly RawCell[], nameAt: number): boolean {
  const at = cells.findIndex((cell) => !isBlank(cell))
  const cell = cells[at]
  if (typeof cell !== 'string' || (at === nameAt && !isNote(cell))) return false
  const text = cell.replace(/\s/g, '')
  return NOTE.test(text) || SIGNATURE.test(text)
}

const columnOf = (mapped: ColumnMap['mapped'], key: string) =>
  mapped.find(({ target }) => target.of === 'child' && target.key === key)?.column

const isSum = (cell: RawCell) =>
  typeof cell === 'string' && cell.length <= LONGEST_SUM && cell.includes('计') && SUM.test(bare(cell))

const isSample = (cell: RawCell) =>
  typeof cell === 'string' && cell.length <= LONGEST_NAME && SAMPLE.test(cell.trim())

const looksRepeated = (name: RawCell | undefined) => typeof name === 'string' && name.includes('名')

const isName = (cell: RawCell | undefined) =>
  typeof cell === 'string' &&
  cell.length <= LONGEST_NAME &&
  LETTER.test(cell) &&
  !isNote(cell) &&
  !isDitto(cell)

const isNote = (text: string) => NO_NAME.test(text.trim())

const isAlone = ({ cells }: RawRow, nameAt: number) =>
  cells.every((cell, column) => column === nameAt || isBlank(cell))
