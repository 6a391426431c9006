import { dayFormats } from '../date-formats.ts'
import { decoded } from './markup.ts'
import type { ZipParts } from './zip-parts.ts'

/** What a workbook says of itself, besides its sheets' cells. `part` is the name of the part that holds a sheet. */
export type Workbook = {
  sheets: { name: string; hidden: boolean; part: string | undefined }[]
  isDay: boolean[]
  from1904: boolean
}

export const WORKBOOK = 'xl/workbook.xml'
const LARGEST = 16 * 1024 * 1024

export async function readWorkbook(zip: ZipParts): Promise<Workbook> {
  const text = async (part: string) => (await zip.whole(part, LARGEST)).toString('utf8')
  const workbook = await text(WORKBOOK)
  const targets = new Map(
    tagsIn(await text('xl/_rels/workbook.xml.rels'), 'Relationship').map((tag) => [valueIn(tag, 'Id'), tag]),
  )
  return {
    sheets: tagsIn(workbook, 'sheet').map((tag) => ({
      name: valueIn(tag, 'name') ?? '',
      hidden: (valueIn(tag, 'state') ?? 'visible') !== 'visible',
      part: sheetPart(targets.get(valueIn(tag, '\\w+:id'))),
    })),
    isDay: isDayIn(await text('xl/styles.xml')),
    from1904: tagsIn(workbook, 'workbookPr').some((tag) =>
      /^(?:1|true)$/.test(valueIn(tag, 'date1904') ?? ''),
    ),
  }
}

const tagsIn = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`<(?:\\w+:)?${name}(\\s[^>]*)>`, 'g'))].map(([, attributes]) => attributes!)

const valueIn = (attributes: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : decoded(value)
}

/** Targets are named from xl/ or from the root. A sheet that is only a chart has no cells. */
function sheetPart(relation: string | undefined): string | undefined {
  const target = relation && valueIn(relation, 'Target')
  if (!target || !/worksheet$/i.test(valueIn(relation, 'Type') ?? '')) return undefined
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

/** Which of the cells' formats show a number as a day. */
function isDayIn(styles: string): boolean[] {
  const formats = new Map(
    tagsIn(styles, 'numFmt').map((tag) => [
      Number(valueIn(tag, 'numFmtId')),
      valueIn(tag, 'formatCode') ?? '',
    ]),
  )
  const cells = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? ''
  return dayFormats(
    tagsIn(cells, 'xf').map((tag) => Number(valueIn(tag, 'numFmtId') ?? 0)),
    formats,
  )
}
