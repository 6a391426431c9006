import type { Table } from './find-table.ts'
import type { Head } from './head-rows.ts'
import type { HeadReader } from './map-columns.ts'
import { isBlank, type Merge, type RawCell, type RawRow, type RawSheet, textOf } from './raw-sheet.ts'
import { targetName } from './target.ts'

/** 登记表: one child on a page, words and values side by side. Each form is told as a table of one row. */
type Form = { row: number; heads: Head[]; cells: RawCell[]; rows: Set<number>; targets: Set<string> }

const LOOKED_AT = 200
const LEAST_VALUES = 4
const LEAST_ROWS = 2
const LEAST_ROWS_ALONE = 4
/** 祖母 in a column of relations is a word of a head too, if not a sure one. */
const SURE = 0.75
const LONGEST_WORD = 30

/** The forms of a sheet, in one below the other where there are several. None for a sheet with a table. */
export function findForms(sheet: RawSheet, read: HeadReader): Table[] {
  const looked = formsIn({ ...sheet, rows: sheet.rows.slice(0, LOOKED_AT) }, read)
  if (looked.length === 0) return []
  const forms = sheet.rows.length > LOOKED_AT ? formsIn(sheet, read) : looked
  return forms.map(({ row, heads, cells }) => ({
    sheet: sheet.name,
    headRows: [row],
    heads,
    titles: [],
    rows: [{ row, cells }],
    isForm: true,
  }))
}

function formsIn(sheet: RawSheet, read: HeadReader): Form[] {
  const forms: Form[] = []
  let form: Form | undefined
  const standing = standingCells(sheet.merges)
  for (const row of sheet.rows)
    for (const { head, value, isFilled } of pairsIn(row, standing(row), read)) {
      const target = targetName(read(head)!.target)
      if (target === 'name') {
        form = { row: row.row, heads: [], cells: [], rows: new Set(), targets: new Set() }
        forms.push(form)
      }
      if (!form || form.targets.has(target)) continue
      form.heads.push({ column: form.cells.length, text: head.text })
      form.cells.push(value)
      form.targets.add(target)
      if (isFilled) form.rows.add(row.row)
    }
  return areForms(forms) ? forms.filter(isForm) : []
}

const isForm = ({ rows, cells }: Form) =>
  rows.size >= LEAST_ROWS && cells.filter((cell) => !isBlank(cell)).length >= LEAST_VALUES

/**
 * The heads of a table may look like one small form, where unknown words stand between known ones; taken for it, all
 * its rows would be lost. So a form alone must go over more rows than heads do, and odd ones among many are none.
 */
function areForms(forms: readonly Form[]): boolean {
  const found = forms.filter(isForm)
  if (found.length * 2 <= forms.length) return false
  return found.length > 1 || (found[0]?.rows.size ?? 0) >= LEAST_ROWS_ALONE
}

type Cell = { text: string; column: number; right: number; value: RawCell; isTall: boolean }

/** The cells of a row, with those that began above and reach down to it. */
function standingCells(merges: readonly Merge[] = []) {
  const byPlace = new Map(merges.map((merge) => [`${merge.top}:${merge.left}`, merge]))
  let tall: { cell: Cell; bottom: number }[] = []
  return ({ row, cells }: RawRow): Cell[] => {
    tall = tall.filter(({ bottom }) => bottom >= row)
    const above = tall.map(({ cell }) => cell)
    const own = cells.flatMap((value, column): Cell[] => {
      if (isBlank(value)) return []
      const merge = byPlace.get(`${row}:${column}`)
      const isTall = merge !== undefined && merge.bottom > row
      const cell = { text: textOf(value).trim(), column, right: merge?.right ?? column, value, isTall }
      if (isTall) tall.push({ cell, bottom: merge.bottom })
      return [cell]
    })
    return [...above, ...own].sort((a, b) => a.column - b.column)
  }
}

type Pair = { head: Head; value: RawCell; isFilled: boolean }

/** Words with what stands right of them. A word before another word names the section: 父亲 | 姓名 | 安某. */
function pairsIn(row: RawRow, cells: Cell[], read: HeadReader): Pair[] {
  const pairs: Pair[] = []
  let section = ''
  const wordIn = (cell: Cell | undefined): Head | undefined => {
    if (!cell || cell.text.length > LONGEST_WORD || typeof cell.value !== 'string') return undefined
    const text = [section, cell.text.replace(/[\s:：]/g, '')].filter(Boolean).join('/')
    const head = { column: cell.column, text }
    const guess = read(head)
    return guess && guess.confidence >= SURE && guess.target.of !== 'ignored' ? head : undefined
  }
  for (const [i, cell] of cells.entries()) {
    const next = cells[i + 1]
    const adjoins = next?.column === cell.right + 1
    const head = wordIn(cell)
    if (adjoins && isSection(cell, next, read)) {
      section = cell.text.replace(/\s/g, '')
      continue
    }
    if (!head || !cellIsOf(row, cell)) continue
    const value = adjoins && next && !wordIn(next) ? next.value : null
    pairs.push({ head, value, isFilled: value !== null })
  }
  return pairs
}

/** Words that began in a row above have been told there. */
const cellIsOf = ({ cells }: RawRow, { column, value }: Cell) => cells[column] === value

/** 父亲 | 姓名. A word of the child's own is a section only if it stands beside several rows. */
function isSection({ text, isTall }: Cell, next: Cell, read: HeadReader): boolean {
  if (text.length > LONGEST_WORD || typeof next.value !== 'string') return false
  const path = `${text.replace(/\s/g, '')}/${next.text.replace(/[\s:：]/g, '')}`
  const of = read({ column: next.column, text: path })?.target.of
  return of === 'relative' || of === 'relation' || (isTall && of !== undefined)
}
