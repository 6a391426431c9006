import { type Language, Refusal, sentence } from '#domain/refusals.ts'
import { ExplainedError } from '#server/explained-error.ts'
import { type Command, UsageError } from './command.ts'
import { commandHelp, overallHelp } from './help.ts'
import { makeOut, survivePipes } from './out.ts'
import { parse, wantsHelp } from './parse.ts'

type Entry = { name: string; summary: string; load: () => Promise<{ command: Command }> }

const COMMANDS: Entry[] = [
  { name: 'start', summary: '启动服务\nstart the server', load: () => import('./start.ts') },
  { name: 'area', summary: '载入县的区划\nload the areas of a county', load: () => import('./area.ts') },
  { name: 'user', summary: '账号\naccounts', load: () => import('./user.ts') },
  { name: 'import', summary: '导入花名册\nimport rosters', load: () => import('./import.ts') },
  {
    name: 'duplicates',
    summary: '疑似重复\nrows that look like a known child',
    load: () => import('./duplicates.ts'),
  },
  { name: 'find', summary: '查找儿童\nfind children', load: () => import('./find.ts') },
  {
    name: 'explain',
    summary: '某名儿童为何属于某一类别\nwhy a child counts as what',
    load: () => import('./explain-circumstances.ts'),
  },
  { name: 'table', summary: '统计表\na table of figures', load: () => import('./table.ts') },
  { name: 'form', summary: '打印登记表\nprint registration forms', load: () => import('./form.ts') },
  { name: 'report', summary: '工作报告\nwork reports', load: () => import('./report.ts') },
  {
    name: 'check',
    summary: '验算随机抽查：只凭抽样名单重抽一遍\ndraw a random check again, from its file alone',
    load: () => import('./check.ts'),
  },
  { name: 'bench', summary: '测速\nmeasure speed', load: () => import('./bench.ts') },
  { name: 'openapi', summary: '接口描述\nthe OpenAPI description', load: () => import('./openapi.ts') },
  {
    name: 'backup',
    summary: '备份（加密）到一个文件\nback up into one encrypted file',
    load: () => import('./backup.ts'),
  },
  {
    name: 'restore',
    summary: '把备份恢复到空文件夹或空数据库\nrestore a backup into an empty folder or database',
    load: () => import('./restore.ts'),
  },
  {
    name: 'verify',
    summary: '校验审计链、记录序号和佐证文件\nverify the audit chain, the order of acts and the evidence',
    load: () => import('./verify.ts'),
  },
  { name: 'test', summary: '运行全部检查和测试\nrun every check and test', load: () => import('./test.ts') },
]

async function main([name, ...words]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || wantsHelp([name])) {
    console.log(overallHelp(COMMANDS))
    return 0
  }
  const entry = COMMANDS.find((one) => one.name === name)
  if (!entry) {
    throw new UsageError(
      `没有“${name}”这个命令，用 ./tonghu --help 查看全部命令。\nNo such command: ${name}. See ./tonghu --help.`,
    )
  }
  const { command } = await entry.load()
  if (wantsHelp(words)) {
    console.log(commandHelp(entry, command))
    return 0
  }
  const args = parse(command, words)
  return (await command.run(args, makeOut('json' in args.values))) ?? 0
}

const spoken = ({ code, details }: Refusal, language: Language) => sentence(code, details, language)

function fail(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(error.message)
    return 2
  }
  if (error instanceof Refusal)
    for (const language of ['zh', 'en'] as const) console.error(spoken(error, language))
  else console.error(error instanceof ExplainedError ? error.message : error)
  return 1
}

survivePipes()
const code = await main(process.argv.slice(2)).catch(fail)
// Only when what was written has left: a pipe would be cut off by process.exit() alone.
process.stdout.write('', () => process.exit(code))
