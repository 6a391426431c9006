import { parseSync } from '@swc/core'
import { read } from './repository.ts'

export type Syntax = {
  /** Names that code gives or speaks: variables, types, members. Keys of an object are texts. */
  names: string[]
  texts: string[]
}

type Node = { type?: string; [key: string]: unknown }

/** The names and the texts of a file; comments are neither. */
export function syntaxOf(file: string): Syntax {
  const found: Syntax = { names: [], texts: [] }
  visit(parseSync(read(file), { syntax: 'typescript', tsx: file.endsWith('x'), target: 'esnext' }), found)
  return found
}

function visit(value: unknown, found: Syntax): void {
  if (Array.isArray(value)) for (const item of value) visit(item, found)
  else if (typeof value === 'object' && value !== null) visitNode(value as Node, found)
}

function visitNode(node: Node, found: Syntax): void {
  const { type, key } = node as { type?: string; key?: Node }
  if (type === 'Identifier') found.names.push(node.value as string)
  else if (type === 'StringLiteral' || type === 'JSXText') found.texts.push(node.value as string)
  else if (type === 'TemplateElement') found.texts.push(node.raw as string)
  const isKey = type === 'KeyValueProperty' && key?.type === 'Identifier'
  if (isKey) found.texts.push(key.value as string)
  for (const [name, child] of Object.entries(node)) if (!(isKey && name === 'key')) visit(child, found)
}
