import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Every file of the repository, committed or about to be. */
export const FILES: readonly string[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  { cwd: ROOT, encoding: 'utf8' },
)
  .split('\0')
  .filter((file) => file && file !== 'node_modules' && existsSync(join(ROOT, file)))

const BINARY = /\.(bin|png|jpg|ico|xlsx|xls|woff2)$/

export const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
export const textFiles = (): string[] => FILES.filter((file) => !BINARY.test(file))
export const codeIn = (...roots: string[]): string[] =>
  FILES.filter((file) => /\.tsx?$/.test(file) && roots.some((root) => file.startsWith(`${root}/`)))
