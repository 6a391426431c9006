import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { writeBackup } from '#server/backup/backup.ts'
import { logCommand } from '#server/backup/log-command.ts'
import type { Manifest } from '#server/backup/manifest.ts'
import { reachDatabase } from '#server/db/connect.ts'
import { defineCommand } from './command.ts'
import { choosePassphrase, PASSPHRASE_OPTION } from './passphrase.ts'
import { dataFolder } from './setup.ts'

const SHORT = 12

export const command = defineCommand({
  usage: 'FILE [--data DIR] [--passphrase-file FILE] [--json]',
  options: {
    data: { type: 'string', value: 'DIR', help: '数据文件夹\ndata folder' },
    ...PASSPHRASE_OPTION,
    json: { type: 'boolean', help: '以 JSON 输出\nprint JSON' },
  },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals: [file] }, out) {
    const dataDir = dataFolder(values)
    const database = await reachDatabase(dataDir)
    try {
      const passphrase = await choosePassphrase(values['passphrase-file'], true)
      if ([...passphrase].length < SHORT)
        out.warn(
          `口令较短，建议至少 ${SHORT} 位。 A short passphrase: ${SHORT} characters or more are better.`,
        )
      const source = { owner: database.owner, dataDir }
      await logCommand(source, 'backup', basename(file!))
      const manifest = await writeBackup(file!, source, passphrase)
      out.answer({ file, bytes: statSync(file!).size, ...manifest }, () => told(file!, manifest))
      return manifest.evidence.faulty.length > 0 ? 1 : 0
    } finally {
      await database.close()
    }
  },
})

function told(file: string, { tables, evidence, madeAt }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const lines = [
    `✓ 已备份到 ${file}（${madeAt}）：${tables.length} 张表 ${rows} 行，佐证文件 ${evidence.files} 个`,
    `  Backed up: ${rows} rows of ${tables.length} tables, ${evidence.files} evidence files`,
    '  请妥善保管口令：没有口令，谁也无法恢复。 Keep the passphrase: nobody can restore without it.',
  ]
  if (evidence.faulty.length > 0)
    lines.push(
      `✗ ${evidence.faulty.length} 个佐证文件在备份前已丢失或损坏，见 ./tonghu verify`,
      `  ${evidence.faulty.length} evidence files were missing or damaged before; see ./tonghu verify`,
    )
  return lines.join('\n')
}
