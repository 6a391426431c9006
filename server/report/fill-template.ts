import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { type Filling, placeholderOf } from '#domain/report/placeholders.ts'
import type { TemplateProblem } from '#domain/report/report-api.ts'
import { isDocx } from '../child/docx.ts'
import { type Paragraph, paragraphsOf } from './word-text.ts'

/** A template with its words in braces replaced. Values are text and never markup or templates themselves. */
export function fillTemplate(template: Buffer, filling: Filling): Buffer {
  const document = new Docxtemplater(new PizZip(template), { ...HOW, parser: readTag })
  document.render(filling)
  return document.toBuffer()
}

/** What is wrong is told to whoever brought the template, and never to the log: it may name somebody. */
const HOW = { paragraphLoop: true, linebreaks: true, nullGetter: () => '', errorLogging: false }

/** No expressions: a word is a key of what fills the template, or nothing. */
const readTag = (tag: string) => ({
  get(scope: Record<string, unknown>) {
    const key = placeholderOf(tag.trim(), true)
    return key !== undefined && Object.hasOwn(scope, key) ? scope[key] : undefined
  },
})

/** What is wrong with a template, each with its place; empty where it can be kept. */
export function checkTemplate(docx: Buffer): TemplateProblem[] {
  if (!isDocx(docx)) return [{ problem: 'notWord' }]
  let paragraphs: Paragraph[]
  try {
    paragraphs = paragraphsOf(docx)
  } catch {
    return [{ problem: 'notWord' }]
  }
  const unknown = new Set<string>()
  const reader = {
    name: 'unknown words',
    set: ({ inspect }: { inspect?: { postparsed?: readonly TagPart[] } }) => {
      for (const tag of unknownIn(inspect?.postparsed ?? [], false)) unknown.add(tag)
    },
  }
  try {
    new Docxtemplater(new PizZip(docx), { ...HOW, modules: [reader], parser: readTag })
  } catch (error) {
    const tags = tagsAtFault(error)
    // Without a tag that is at fault it is no document that Word would open either.
    if (tags.length === 0) return [{ problem: 'notWord' }]
    return tags.flatMap((tag) => placesOf(paragraphs, tag, 'unclosed'))
  }
  return [...unknown].flatMap((tag) => placesOf(paragraphs, tag, 'unknown'))
}

/** A piece of a template as the library has read it: a word in braces, or a loop with what it repeats. */
type TagPart = { type: string; value?: string; module?: string; subparsed?: readonly TagPart[] }

function unknownIn(parts: readonly TagPart[], inRows: boolean): string[] {
  return parts.flatMap(({ type, value, module, subparsed }) => {
    if (type !== 'placeholder' || value === undefined) return []
    const key = placeholderOf(value.trim(), inRows)
    // Nor may a list stand alone, a single word be repeated, or markup be put in (@).
    const isKnown = key !== undefined && (key === 'rows' ? module === 'loop' : module === undefined)
    return [...(isKnown ? [] : [value]), ...unknownIn(subparsed ?? [], inRows || key === 'rows')]
  })
}

type TagFault = { properties?: { xtag?: string; errors?: TagFault[] } }

function tagsAtFault(error: unknown): string[] {
  const { errors, xtag } = (error as TagFault).properties ?? {}
  const own = errors?.flatMap((one) => tagsAtFault(one)) ?? (xtag === undefined ? [] : [xtag])
  return [...new Set(own)]
}

/** Every paragraph in which a tag stands; if none can be told, the tag alone. */
function placesOf(
  paragraphs: readonly Paragraph[],
  tag: string,
  problem: TemplateProblem['problem'],
): TemplateProblem[] {
  const found = paragraphs
    .filter(({ text }) => text.replace(/\s+/g, '').includes(tag.replace(/\s+/g, '')))
    .map(({ text, ...place }) => ({ problem, tag, ...place, text: excerpt(text) }))
  return found.length > 0 ? found : [{ problem, tag }]
}

const LONGEST = 60
const excerpt = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
