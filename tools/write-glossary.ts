import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ROLES } from '../domain/access/roles.ts'
import { ACT_KINDS } from '../domain/act/act.ts'
import { GLOSSARY } from '../domain/glossary.ts'

export const GLOSSARY_PAGE = fileURLToPath(new URL('../docs/glossary.md', import.meta.url))

const cell = (text: string) => text.replaceAll('|', '\\|')
const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const labelled = (list: Record<string, { zh: string; en: string }>) =>
  table(
    ['中文', 'code', 'English'],
    Object.entries(list).map(([key, { zh, en }]) => [zh, `\`${key}\``, en]),
  )

/** The page as it should stand in docs/. */
export const glossaryPage = (): string => `${blocks().join('\n\n')}\n`

const blocks = (): string[] => [
  '# 词汇表 Glossary',
  'Written by `tools/write-glossary.ts` (run it with Node 24); do not edit. One English word for one Chinese concept, in code, database and API. Terms stand in `domain/glossary.ts`. The fields of a file, with their words, stand in `domain/fact/child-facts.ts` and `domain/fact/relative-facts.ts`, their values in `domain/fact/code-lists.ts`.',
  ...GLOSSARY.flatMap(({ zh, en, terms }) => [
    `## ${zh} ${en}`,
    table(
      ['中文', 'code', 'note'],
      Object.entries(terms as Record<string, { zh: string; note?: string }>).map(([word, term]) => [
        term.zh,
        `\`${word}\``,
        term.note ?? '',
      ]),
    ),
  ]),
  '## 岗位 Roles (`domain/access/roles.ts`)',
  labelled(ROLES),
  '## 记录种类 Kinds of act (`domain/act/act.ts`)',
  labelled(ACT_KINDS),
]

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(GLOSSARY_PAGE, glossaryPage())
