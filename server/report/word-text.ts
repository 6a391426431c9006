import PizZip from 'pizzip'
import type { TemplateProblem } from '#domain/report/report-api.ts'

/** A paragraph of a Word document: in which part, and the how-manieth there that says anything. */
export type Paragraph = { part: NonNullable<TemplateProblem['part']>; paragraph: number; text: string }

const PARTS = [
  ['body', /^word\/document\.xml$/],
  ['header', /^word\/header\d*\.xml$/],
  ['footer', /^word\/footer\d*\.xml$/],
] as const
const SIGNS: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** What a Word document says. Only to be asked of one that is small and a document (server/child/docx.ts). */
export function paragraphsOf(docx: Buffer): Paragraph[] {
  const zip = new PizZip(docx)
  return PARTS.flatMap(([part, name]) =>
    Object.keys(zip.files)
      .filter((file) => name.test(file))
      .sort()
      .flatMap((file) => textsOf(zip.file(file)!.asText()))
      .map((text, i) => ({ part, paragraph: i + 1, text })),
  )
}

const textsOf = (xml: string): string[] =>
  xml
    .split('</w:p>')
    .map((piece) => [...piece.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))
    .map((text) => text.replace(/&(lt|gt|amp|quot|apos);/g, (_, sign: string) => SIGNS[sign]!))
    .filter((text) => text.trim() !== '')
