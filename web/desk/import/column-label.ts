import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import type { Labelled } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'

type Words = { t: Messages; label(entry: Labelled | undefined): string }

/** father.workPlace → 父亲 当前务工地点; undefined for a column that is not imported. */
export function columnLabel(meaning: string, { t, label }: Words): string | undefined {
  if (meaning === '' || meaning.startsWith('unmapped')) return undefined
  const [owner, key] = meaning.includes('.') ? meaning.split('.', 2) : ['', meaning]
  const own = (CHILD_FACTS as Record<string, FactDef>)[key!]
  if (!owner) {
    if (own) return label(own)
    if (meaning === 'village') return t.children.village
    if (meaning === 'group') return t.areas.levels[6]
    return meaning === 'township' ? t.areas.levels[4] : meaning
  }
  const whose =
    owner === 'carer' || owner === 'guardian' ? t.file.isCarer : label(RELATION[owner as Relation]) || owner
  const what =
    key === 'relation' ? t.file.relation : label((RELATIVE_FACTS as Record<string, FactDef>)[key!]) || key
  return `${whose} ${what}`
}
