import { parseArgs } from 'node:util'
import { type Args, type Command, type Options, UsageError } from './command.ts'

const HELP = { help: { type: 'boolean', short: 'h' } } as const

type ParseError = Error & { code?: string }

export function wantsHelp(words: string[]): boolean {
  const ownWords = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
  return ownWords.includes('--help') || ownWords.includes('-h')
}

export function parse({ options, positionals }: Command, words: string[]): Args<Options> {
  const { min, max } = positionals ?? { min: 0, max: 0 }
  const found = parseOrExplain({ ...options, ...HELP }, words)
  if (found.positionals.length > max) {
    throw new UsageError(
      `多余的参数：${found.positionals[max]}\nUnexpected argument: ${found.positionals[max]}`,
    )
  }
  if (found.positionals.length < min) throw new UsageError('缺少参数。\nAn argument is missing.')
  return { values: found.values as Args<Options>['values'], positionals: found.positionals }
}

function parseOrExplain(options: NonNullable<Parameters<typeof parseArgs>[0]>['options'], words: string[]) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(explain(error as ParseError))
  }
}

function explain({ code, message }: ParseError): string {
  const option = /'(-{1,2}[^' ,]+)/.exec(message)?.[1] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `不认识的选项：${option}\nUnknown option: ${option}`
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `选项 ${option} 的用法不对。\n${message}`
  return message
}
