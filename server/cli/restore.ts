import { logCommand } from '#server/backup/log-command.ts'
import { type Restored, restoreBackup } from '#server/backup/restore.ts'
import { connectDatabase } from '#server/db/connect.ts'
import { defineCommand, UsageError } from './command.ts'
import { choosePassphrase, PASSPHRASE_OPTION } from './passphrase.ts'
import { dataFolder } from './setup.ts'
import { asText } from './verify.ts'

export const command = defineCommand({
  usage: 'FILE --data DIR [--passphrase-file FILE] [--json]',
  options: {
    data: { type: 'string', value: 'DIR', help: '空的或新的数据文件夹\nan empty or new data folder' },
    ...PASSPHRASE_OPTION,
    json: { type: 'boolean', help: '以 JSON 输出\nprint JSON' },
  },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals: [file] }, out) {
    if (values.data === undefined)
      throw new UsageError('请用 --data 指定一个空文件夹。\nName an empty folder with --data.')
    const dataDir = dataFolder(values)
    const passphrase = await choosePassphrase(values['passphrase-file'], false)
    const restored = await restoreBackup(file!, dataDir, passphrase)
    const database = await connectDatabase(dataDir)
    try {
      await logCommand({ owner: database.owner, dataDir }, 'restore', restored.manifest.madeAt)
    } finally {
      await database.close()
    }
    const { manifest, verified } = restored
    out.answer({ file, data: dataDir, ...manifest, verified }, () => told(restored, dataDir))
    return verified.whole ? 0 : 1
  },
})

function told({ manifest, verified }: Restored, dataDir: string): string {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  return [
    `✓ 已恢复 ${manifest.madeAt} 的备份到 ${dataDir}：${manifest.tables.length} 张表 ${rows} 行，逐表核对一致；新纪元已开始`,
    `  Restored: ${rows} rows of ${manifest.tables.length} tables, each compared with the backup; a new epoch has begun`,
    asText(verified),
  ].join('\n')
}
