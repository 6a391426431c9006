import { createContext, useContext } from 'react'
import type { ChildFile } from '#domain/child/child-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import type { Relation } from '#domain/fact/code-lists.ts'
import type { Block, FactDef } from '#domain/fact/fact.ts'
import type { Messages } from '#web/messages/zh-CN.ts'

export type May = ChildFile['may'][number]

/** The open file, for its parts. `unless` says why something cannot be done now; undefined means that it can. */
export type OpenFile = { file: ChildFile; past: boolean; unless(may: May): string | undefined }
export const ChildFileContext = createContext<OpenFile | null>(null)

export function useOpenFile(): OpenFile {
  const open = useContext(ChildFileContext)
  if (!open) throw new Error('no child file is open here')
  return open
}

export const whyNot =
  (file: ChildFile, past: boolean, t: Messages) =>
  (may: May): string | undefined => {
    if (past) return t.file.pastOnly
    if (file.status === 'left' && (may === 'move' || may === 'handOver' || may === 'leave'))
      return t.file.leftNo
    if (file.may.includes(may)) return undefined
    return may === 'erase' ? t.file.onlyCounty : t.common.notAllowedHere
  }

/** Facts of a block in the catalogue's order, which is that of the form: a new entry shows up by itself. */
export const factsOfBlock = (block: Block): string[] =>
  Object.entries<FactDef>(CHILD_FACTS)
    .filter(([, def]) => def.block === block)
    .map(([key]) => key)

const GRANDPARENTS: readonly Relation[] = [
  'paternalGrandfather',
  'paternalGrandmother',
  'maternalGrandfather',
  'maternalGrandmother',
]
const PARENTS: readonly Relation[] = ['father', 'mother', 'stepfather', 'stepmother']

export type FamilyGroup = 'parents' | 'grandparents' | 'others'
export const groupOf = (relation: string): FamilyGroup =>
  PARENTS.includes(relation as Relation)
    ? 'parents'
    : GRANDPARENTS.includes(relation as Relation)
      ? 'grandparents'
      : 'others'
