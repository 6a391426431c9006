import { type CellValue, writeXlsx } from 'hucre/xlsx'

/** A roster of invented children of 连刀村 in 石文镇, as an .xlsx. What a row does not say is left as below. */
export function roster(rows: Record<string, CellValue>[], sheet = '花名册'): Promise<Uint8Array> {
  const all = rows.map((row) => ({ 乡镇: '石文镇', '村(居)': '连刀村', 姓名: '安某', 性别: '女', ...row }))
  const heads = [...new Set(all.flatMap((row) => Object.keys(row)))]
  const body = all.map((row) => heads.map((head) => (row as Record<string, CellValue>)[head] ?? null))
  return writeXlsx({ sheets: [{ name: sheet, rows: [['某县花名册'], heads, ...body] }] })
}

/** Numbers that pass their check and belong to nobody: the district of the standard's own example. */
export const NUMBERS = {
  girl: '110105201403070024',
  boy: '110105201706180036',
  father: '110105198001010016',
  mother: '110105198505050044',
  grandfather: '110105195801010010',
} as const

/** A file as a browser uploads it. */
export function upload(bytes: Uint8Array, name = '名册.xlsx') {
  const boundary = '----roster'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return {
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}
