/**
 * Makes data/templates/work-report.docx, the template that reports are made from until a county puts its own there:
 *   node tools/write-report-template.ts
 * In the dress of official documents (GB/T 9704): title of size 2, text in 仿宋 of size 3, headings in 黑体.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import PizZip from 'pizzip'

export const REPORT_TEMPLATE = fileURLToPath(new URL('../data/templates/work-report.docx', import.meta.url))
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

type Look = { font: string; size: number; align?: 'center' | 'right'; indent?: boolean; keep?: boolean }
const TITLE: Look = { font: '方正小标宋简体', size: 44, align: 'center', keep: true }
const HEADING: Look = { font: '黑体', size: 32, indent: true, keep: true }
const TEXT: Look = { font: '仿宋', size: 32, indent: true }
const NOTE: Look = { font: '仿宋', size: 24 }
const CELL: Look = { font: '仿宋', size: 24, align: 'center' }
const HEAD: Look = { ...CELL, font: '黑体' }

const paragraph = (words: string, { font, size, align, indent, keep }: Look, spacing = 560): string =>
  [
    `<w:p><w:pPr>${keep ? '<w:keepNext/>' : ''}<w:spacing w:line="${spacing}" w:lineRule="${spacing === 560 ? 'exact' : 'auto'}"/>`,
    indent ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : '',
    align ? `<w:jc w:val="${align}"/>` : '',
    `</w:pPr><w:r><w:rPr><w:rFonts w:ascii="${font}" w:eastAsia="${font}" w:hAnsi="${font}"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`,
    `<w:t xml:space="preserve">${words}</w:t></w:r></w:p>`,
  ].join('')

const WIDTHS = [3200, 1880, 1880, 1880]
const row = (cells: readonly string[], look: Look, isHead = false): string =>
  `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${cells
    .map(
      (words, i) =>
        `<w:tc><w:tcPr><w:tcW w:w="${WIDTHS[i]}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${paragraph(words, look, 360)}</w:tc>`,
    )
    .join('')}</w:tr>`

const LINES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
  .join('')
const table = [
  `<w:tbl><w:tblPr><w:tblW w:w="${WIDTHS.reduce((sum, width) => sum + width)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${LINES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>`,
  `<w:tblGrid>${WIDTHS.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`,
  row(['地区', '人数', '男童', '女童'], HEAD, true),
  row(['{#分地区}{名称}', '{人数}', '{男童}', '{女童}{/分地区}'], CELL),
  row(['合计', '{儿童总数}', '{男童总数}', '{女童总数}'], HEAD),
  '</w:tbl>',
].join('')

const document = [
  `${XML}<w:document xmlns:w="${W}" xmlns:r="${OFFICE}"><w:body>`,
  paragraph('{标题}', TITLE, 700),
  paragraph('', TEXT),
  paragraph('一、基本情况', HEADING),
  paragraph(
    '截至{截止日期}，{地区}登记在册农村留守儿童共{儿童总数}人，分布在{有留守儿童的区划数}个{下级区划}，全部{下级区划}共{下级区划数}个。其中，男童{男童总数}人，女童{女童总数}人；民族构成为{民族构成}。',
    TEXT,
  ),
  paragraph('从监护情况看，{监护构成}。辍学儿童{辍学人数}人。', TEXT),
  paragraph('农村留守儿童总数{变化}。', TEXT),
  paragraph('二、分地区情况', HEADING),
  table,
  paragraph('{公开说明}', NOTE, 360),
  paragraph('', TEXT),
  paragraph('{制表日期}', { ...TEXT, indent: false, align: 'right' }),
  '<w:sectPr><w:footerReference w:type="default" r:id="f1"/><w:pgSz w:w="11906" w:h="16838"/>',
  '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/></w:sectPr></w:body></w:document>',
].join('')

const PAGE_NUMBER = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
const footer = `${XML}<w:ftr xmlns:w="${W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>${PAGE_NUMBER}<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`

/** The same file from the same words, whenever it is made. */
export function reportTemplate(): Buffer {
  const zip = new PizZip()
  const options = { date: new Date('2000-01-01T00:00:00Z') }
  const put = (name: string, xml: string) => zip.file(name, xml, options)
  put(
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="${WORD}.footer+xml"/></Types>`,
  )
  put(
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="d" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
  )
  put(
    'word/_rels/document.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="f1" Type="${OFFICE}/footer" Target="footer1.xml"/></Relationships>`,
  )
  put('word/document.xml', document)
  put('word/footer1.xml', footer)
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(dirname(REPORT_TEMPLATE), { recursive: true })
  writeFileSync(REPORT_TEMPLATE, reportTemplate())
}
