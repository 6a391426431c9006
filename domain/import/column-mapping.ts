import { z } from 'zod'
import type { Head } from './head-rows.ts'
import { columnLetters } from './raw-sheet.ts'
import { bare } from './spelling.ts'
import { type Target, targetOf } from './target.ts'

const TargetName = z.string().refine((name) => targetOf(name) !== undefined, { message: 'target' })

/**
 * What an officer says of columns, instead of what is proposed: the head as it is written (父亲/务工地点, or its last
 * part), or the letters of the column, each with the name of a target; "ignored" leaves a column out.
 */
export const ColumnMapping = z.record(z.string().min(1).max(200), TargetName)
export type ColumnMapping = z.infer<typeof ColumnMapping>

/** What a mapping gives to several columns, of which only one could be read. */
export function givenTwice(mapping: ColumnMapping): string[] {
  const names = Object.values(mapping).filter((name) => name !== 'ignored')
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))]
}

const LETTERS = /^[A-Z]{1,3}$/

/** Answers what the mapping says of a head; the column's letters are surer than its words. */
export function mappingReader(mapping: ColumnMapping = {}): (head: Head) => Target | undefined {
  const byLetters = new Map<string, Target>()
  const byWords = new Map<string, Target>()
  for (const [key, name] of Object.entries(mapping)) {
    const target = targetOf(name)
    if (!target) continue
    if (LETTERS.test(key)) byLetters.set(key, target)
    byWords.set(bare(key), target)
  }
  if (byWords.size === 0) return () => undefined
  return ({ column, text }) =>
    byLetters.get(columnLetters(column)) ??
    byWords.get(bare(text)) ??
    byWords.get(bare(text.split('/').at(-1) ?? ''))
}
