const FORMAT_12 = 12
const UNICODE_FULL = 10

/** Every character that a font has, from its table of characters ("cmap", format 12). */
export function charactersOf(font: Buffer): Set<number> {
  const at = tableAt(font, 'cmap')
  const characters = new Set<number>()
  for (let i = 0; i < font.readUInt16BE(at + 2); i++) {
    const record = at + 4 + i * 8
    const subtable = at + font.readUInt32BE(record + 4)
    if (font.readUInt16BE(record + 2) !== UNICODE_FULL || font.readUInt16BE(subtable) !== FORMAT_12) continue
    for (let group = 0; group < font.readUInt32BE(subtable + 12); group++) {
      const [first, last] = [16, 20].map((offset) => font.readUInt32BE(subtable + group * 12 + offset))
      for (let code = first!; code <= last!; code++) characters.add(code)
    }
  }
  return characters
}

function tableAt(font: Buffer, name: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const record = 12 + i * 16
    if (font.toString('latin1', record, record + 4) === name) return font.readUInt32BE(record + 8)
  }
  throw new Error(`the font has no table ${name}`)
}

/** Where a line may end, though its letters do not say so. */
const MAY_BREAK = '\u200b'
/** Longer ones are broken where a cell ends. A number such as that of an ID card stays whole, masked or not. */
const LONG_WORD = /[A-Za-z\u00c0-\u024f]{9,}|[!-~]{13,}/g
const NUMBER = /^[\d*]{13,17}[\dXx*]$/

// biome-ignore lint/suspicious/noControlCharactersInRegex: these have no shape
const SHAPELESS = /[\x00-\x09\x0b-\x1f\x7f-\x9f]|\p{Default_Ignorable_Code_Point}/gu

/**
 * A text as it can be printed. Of a character that the font has not there stand 〓, the printers' mark for a missing
 * type, and its number, so that it can be written in by hand; never an empty box.
 */
export function printable(value: unknown, characters: ReadonlySet<number>): unknown {
  if (typeof value !== 'string') return value
  let text = ''
  for (const sign of value.toWellFormed().normalize('NFC').replace(SHAPELESS, '')) {
    const code = sign.codePointAt(0)!
    text += sign === '\n' || characters.has(code) ? sign : `〓(U+${code.toString(16).toUpperCase()})`
  }
  return text
    .replace(LONG_WORD, (run) => (NUMBER.test(run) ? run : run.replace(/.{4}/g, `$&${MAY_BREAK}`)))
    .replace(/、/g, `、${MAY_BREAK}`)
}
