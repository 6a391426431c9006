import { expect, test } from 'vitest'
import { defineCommand } from './command.ts'
import { commandHelp } from './help.ts'
import { parse, wantsHelp } from './parse.ts'

const command = defineCommand({
  usage: 'FILE',
  options: {
    json: { type: 'boolean', help: '输出 JSON\nprint JSON' },
    area: { type: 'string', value: 'CODE', help: '区划\narea' },
  },
  positionals: { min: 1, max: 1 },
  run: async () => 0,
})

test('reads options and words', () => {
  const { values, positionals } = parse(command, ['--json', 'roster.xlsx', '--area', '210421'])
  expect({ ...values }).toEqual({ json: true, area: '210421' })
  expect(positionals).toEqual(['roster.xlsx'])
})

test.each([
  [['roster.xlsx', '--aera', '1'], 'Unknown option: --aera'],
  [['roster.xlsx', '--area'], "Option '--area <value>' argument missing"],
  [['roster.xlsx', 'another.xlsx'], 'Unexpected argument: another.xlsx'],
  [[], 'An argument is missing'],
])('%j is refused in clear words', (words, message) => {
  expect(() => parse(command, words)).toThrow(message)
})

test('help speaks Chinese first, and is asked for anywhere before --', () => {
  const help = commandHelp({ name: 'import', summary: '导入\nimport' }, command)
  expect(help.indexOf('导入')).toBeLessThan(help.indexOf('import'))
  expect(help).toContain('--area CODE')
  expect(wantsHelp(['x', '--help'])).toBe(true)
  expect(wantsHelp(['--', '--help'])).toBe(false)
})
