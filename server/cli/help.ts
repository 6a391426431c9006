import type { Command, Options } from './command.ts'

type Entry = { name: string; summary: string }

export function overallHelp(commands: Entry[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => entry(name.padEnd(width), summary))
  return [
    '童护：县（市、区）农村留守儿童和困境儿童信息登记与关爱服务',
    "Tonghu: a county's register of left-behind children and children in difficulty",
    '',
    '用法 Usage: ./tonghu COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    '每个命令的说明 Help of each command: ./tonghu COMMAND --help',
  ].join('\n')
}

export function commandHelp({ name, summary }: Entry, { usage, options }: Command): string {
  return [summary, '', `用法 Usage: ./tonghu ${name} ${usage}`.trimEnd(), '', ...optionLines(options)].join(
    '\n',
  )
}

function optionLines(options: Options): string[] {
  const heads = Object.entries(options).map(
    ([name, { short, value }]) => `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`,
  )
  const all = [...heads.map((head, i) => ({ head, help: Object.values(options)[i]!.help })), HELP]
  const width = Math.max(...all.map(({ head }) => head.length))
  return all.map(({ head, help }) => entry(head.padEnd(width), help))
}

const HELP = { head: '-h, --help', help: '显示本说明\nshow this help' }

/** Chinese beside the name, English on the line below. */
function entry(head: string, text: string): string {
  const [zh, ...en] = text.split('\n')
  return [`  ${head}  ${zh}`, ...en.map((line) => `  ${' '.repeat(head.length)}  ${line}`)].join('\n')
}
