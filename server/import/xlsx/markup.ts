/** Bytes that part the markup of a workbook. */
export const SIGN = {
  less: 60,
  more: 62,
  slash: 47,
  colon: 58,
  quote: 34,
  single: 39,
  equals: 61,
  space: 32,
} as const

/** A tag in bytes: `<x:row r="3">` from its < to its >. The name is without prefix, with / before it if it closes. */
export type Tag = { name: string; from: number; to: number; closed: boolean }

/** Names that are asked for in the sheet's millions of tags, told by their letters and without making text. */
const SHORT = new Map<number, string>([
  [code('c'), 'c'],
  [code('/c'), '/c'],
  [code('v'), 'v'],
  [code('/v'), '/v'],
  [code('t'), 't'],
  [code('/t'), '/t'],
  [code('is'), 'is'],
  [code('/is'), '/is'],
  [code('row'), 'row'],
  [code('si'), 'si'],
  [code('/si'), '/si'],
])
function code(name: string): number {
  let sum = 0
  for (const byte of Buffer.from(name)) sum = sum * 256 + byte
  return sum
}
const LONGEST_SHORT = 4

/** The tag that begins at a <, or undefined if its > has not come yet. */
export function tagAt(bytes: Buffer, from: number): Tag | undefined {
  const to = bytes.indexOf(SIGN.more, from)
  if (to < 0) return undefined
  let end = from + 1
  let start = end
  let sum = 0
  for (; end < to; end++) {
    const byte = bytes[end]!
    if (byte === SIGN.colon) {
      const isClosing = bytes[from + 1] === SIGN.slash
      start = end + 1
      sum = isClosing ? SIGN.slash : 0
      continue
    }
    if (byte <= SIGN.space || (byte === SIGN.slash && end > from + 1)) break
    sum = sum * 256 + byte
  }
  const isClosing = bytes[from + 1] === SIGN.slash
  const short = end - start <= LONGEST_SHORT ? SHORT.get(sum) : undefined
  const plain = () => (isClosing && start > from + 2 ? '/' : '') + bytes.toString('latin1', start, end)
  return { name: short ?? plain(), from, to, closed: bytes[to - 1] === SIGN.slash }
}

/** Where the value of an attribute stands, as far as the tag has one of that name. */
export function attributeIn(bytes: Buffer, { from, to }: Tag, name: string): string | undefined {
  const text = bytes.toString('utf8', from, to)
  const found = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(text)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : decoded(value)
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text of the markup as it is meant: &amp;, &#x4e00;, and Excel's own _x000D_. */
export function decoded(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text
  return text
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, word) =>
      word ? (ENTITIES[word] ?? whole) : character(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replace(/_x([\da-f]{4})_/gi, (_, hex) => character(Number.parseInt(hex, 16)))
}

const character = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')
