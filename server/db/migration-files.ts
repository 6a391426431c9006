import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExplainedError } from '#server/explained-error.ts'

export type Migration = { number: number; name: string; sha256: string; sql: string }
export type Applied = Pick<Migration, 'number' | 'name' | 'sha256'>

const FILE_NAME = /^(\d{4})-([a-z0-9-]+)\.sql$/

export function readMigrations(folder: string): Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => readMigration(folder, file))
  migrations.forEach((migration, index) => {
    if (migration.number !== index + 1)
      throw new Error(`migrations must be numbered without gaps: ${migration.name}`)
  })
  return migrations
}

/** What is still to be applied, or a refusal when the database has lived another history than these files. */
export function outstanding(files: Migration[], applied: Applied[]): Migration[] {
  for (const { number, name, sha256 } of applied) {
    const file = files[number - 1]
    if (!file) {
      throw new ExplainedError(
        `数据库比本程序新（已有 ${number}-${name}）：请升级程序，或恢复旧程序的备份。`,
        `The database is newer than this program (it has ${number}-${name}): upgrade the program, or restore a backup made by the old one.`,
      )
    }
    if (file.sha256 !== sha256) {
      throw new ExplainedError(
        `数据库结构文件 ${number}-${name} 在应用之后被改动过：请恢复原文件，改动写入新的编号文件。`,
        `Migration ${number}-${name} was changed after it had been applied: restore the file and put the change into a new one.`,
      )
    }
  }
  const done = new Set(applied.map(({ number }) => number))
  return files.filter(({ number }) => !done.has(number))
}

function readMigration(folder: string, file: string): Migration {
  const [, number, name] = FILE_NAME.exec(file) ?? []
  if (!number || !name) throw new Error(`a migration is named NNNN-name.sql, not ${file}`)
  // Git on Windows may write CRLF; that is no change.
  const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
  return { number: Number(number), name, sha256: createHash('sha256').update(sql).digest('hex'), sql }
}
