import { readFile } from 'node:fs/promises'
import { type DrawFile, readDrawFile, redraw } from '#domain/check/draw-file.ts'
import { ExplainedError } from '#server/explained-error.ts'
import { sha256 } from '../check/seed.ts'
import { defineCommand, UsageError } from './command.ts'

const USAGE = 'redo FILE.csv [--commitment DIGEST] [--json]'

export const command = defineCommand({
  usage: USAGE,
  options: {
    commitment: {
      type: 'string',
      value: 'DIGEST',
      help: '抽取前公示的种子封签，一并核对\nthe digest of the seed as it was shown before the draw',
    },
    json: { type: 'boolean', help: '以 JSON 输出\nanswer as JSON' },
  },
  positionals: { min: 2, max: 2 },
  async run({ values, positionals: [what, path] }, out) {
    if (what !== 'redo') throw new UsageError(`用法 Usage: ./tonghu check ${USAGE}`)
    const file = await readDraw(path!)
    const again = redraw(file, sha256)
    const kept =
      values.commitment === undefined || values.commitment.trim().toLowerCase() === again.commitment
    const equal = again.equal && kept
    out.answer({ ...again, equal, commitmentKept: kept }, () => inWords(file, { ...again, equal, kept }))
    return equal ? 0 : 1
  },
})

async function readDraw(path: string): Promise<DrawFile> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new ExplainedError(`读不到文件 ${path}。`, `The file ${path} cannot be read.`)
  })
  const file = readDrawFile(text)
  if (!file)
    throw new ExplainedError(
      '这不是随机抽查的抽样名单，或已被改得无法读取。',
      'This is no frame of a draw, or was changed so that it cannot be read.',
    )
  return file
}

type Told = ReturnType<typeof redraw> & { kept: boolean }

const inWords = (file: DrawFile, { equal, kept, commitment, drawn, missing, added }: Told): string =>
  [
    `${file.scope} ${file.month} 第${file.number}次 no. ${file.number}：名单 listed ${file.frame.length}，抽中 drawn ${file.drawn.size}`,
    `种子封签 digest of the seed: ${commitment}`,
    ...(kept ? [] : ['与公示的封签不同 NOT the digest that was shown before the draw']),
    equal
      ? `一致：只凭文件重抽，得到同样的 ${drawn} 名。 Equal: drawn again from the file alone, the same ${drawn}.`
      : '不一致 NOT equal',
    ...missing.map((child) => `  - ${child}`),
    ...added.map((child) => `  + ${child}`),
  ].join('\n')
