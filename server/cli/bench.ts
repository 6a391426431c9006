import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ExplainedError } from '#server/explained-error.ts'
import { defineCommand } from './command.ts'
import { ROOT } from './test-tool.ts'

export const command = defineCommand({
  usage:
    '[--children N] [--visits N] [--counties N] [--tables [--check] | --import [--rows N] | --phone | --coverage | --tasks] [--data DIR] [--json]',
  options: {
    children: { type: 'string', value: 'N', help: '儿童数，默认 100000\nchildren, by default 100000' },
    visits: { type: 'string', value: 'N', help: '走访数（走访功能完成后才测）\nvisits, once there are any' },
    counties: {
      type: 'string',
      value: 'N',
      help: '分到几个县，默认 1，超过 100000 人时 10\ncounties, by default 1, and 10 above 100000 children',
    },
    import: { type: 'boolean', help: '只测导入\nonly the import' },
    check: {
      type: 'boolean',
      help: '与只用记录的 SQL 逐格核对\ncompare every cell with SQL over the acts alone',
    },
    tables: { type: 'boolean', help: '只测统计表\nonly the tables' },
    phone: {
      type: 'boolean',
      help: '只测手机：慢网首次同步、打开、保存，六百人同时上传\nonly the phone: on a slow line, on a slow processor, six hundred at once',
    },
    tasks: {
      type: 'boolean',
      help: '只测任务：夜间重算、一条记录牵动几名儿童（要求按 120000 名儿童）\nonly the tasks: the nightly pass, and how far one act reaches; its bar is for 120000 children',
    },
    coverage: {
      type: 'boolean',
      help: '只核对走访率、签订率等：与只用记录的 SQL 逐村比较\nonly the shares of visits, agreements and so on, against SQL over the acts alone',
    },
    rows: {
      type: 'string',
      value: 'N',
      help: '导入的行数，默认 10000\nrows of the import, by default 10000',
    },
    data: { type: 'string', value: 'DIR', help: '放测试数据的文件夹\nfolder of the synthetic data' },
    json: { type: 'boolean', help: '输出 JSON\nanswer as JSON' },
  },
  // Measured elsewhere: nothing of the bench is part of the program.
  async run({ values }) {
    const given = Object.entries(values).flatMap(([name, value]) =>
      value === true ? [`--${name}`] : [`--${name}`, String(value)],
    )
    for (const name of ['children', 'visits', 'counties', 'rows'] as const)
      if (values[name] !== undefined && !/^[1-9]\d*$/.test(values[name]))
        throw new ExplainedError(`--${name} 应为正整数`, `--${name} takes a whole number`)
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(ROOT, 'bench', 'main.ts'), ...given],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    )
    const [code] = await once(child, 'exit')
    return (code as number | null) ?? 1
  },
})
