import { textOfPart } from './zip-contents.ts'

/** The names of the parts that hold the sheets, in the order of the sheets, and from when days are counted. */
export type WorkbookParts = { sheets: (string | undefined)[]; from1904: boolean }

const SHEET = /<(?:\w+:)?sheet\s([^>]*)>/g
const RELATION = /<(?:\w+:)?Relationship\s([^>]*)>/g

export function workbookParts(zip: Buffer): WorkbookParts {
  const workbook = textOfPart(zip, 'xl/workbook.xml') ?? ''
  const relations = textOfPart(zip, 'xl/_rels/workbook.xml.rels') ?? ''
  const targets = new Map(
    [...relations.matchAll(RELATION)].map(([, text]) => [attribute(text!, 'Id'), attribute(text!, 'Target')]),
  )
  return {
    sheets: [...workbook.matchAll(SHEET)].map(([, text]) => partOf(targets.get(attribute(text!, '\\w+:id')))),
    from1904: /<(?:\w+:)?workbookPr\s[^>]*date1904="(?:1|true)"/.test(workbook),
  }
}

const attribute = (text: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1]

/** Targets are named from xl/ or from the root. */
const partOf = (target: string | undefined): string | undefined =>
  target?.startsWith('/') ? target.slice(1) : target && `xl/${target}`
