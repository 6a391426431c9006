/** Formats that every Excel knows by number: western dates, and those of Chinese and Japanese editions. */
const isBuiltIn = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)

/** Day or year in a format, outside of quoted words, colours and padding. h:mm is a time and no day. */
const isDayFormat = (format: string) =>
  /[yde年]/i.test(format.replace(/\[[^\]]*\]|"[^"]*"|\\.|[*_]./g, '').replace(/general|e[+-]/gi, ''))

/** Which cell formats show a number as a day. */
export const dayFormats = (cellFormats: readonly number[], formats: ReadonlyMap<number, string>): boolean[] =>
  cellFormats.map((id) => {
    const format = formats.get(id)
    return format === undefined ? isBuiltIn(id) : isDayFormat(format)
  })
