import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { ExplainedError } from '#server/explained-error.ts'
import { UsageError } from './command.ts'

export const PASSPHRASE_OPTION = {
  'passphrase-file': {
    type: 'string',
    value: 'FILE',
    help: '口令文件；也可用环境变量 TONGHU_PASSPHRASE，否则在终端询问\nfile with the passphrase; or TONGHU_PASSPHRASE, or asked',
  },
} as const

/** Never an argument: those stand in the list of processes for everybody to read. */
export async function choosePassphrase(file: string | undefined, twice: boolean): Promise<string> {
  const given = file === undefined ? process.env.TONGHU_PASSPHRASE : readFileSync(file, 'utf8')
  const passphrase = given === undefined ? await ask(twice) : given.replace(/\r?\n$/, '')
  if (passphrase === '') throw new UsageError('口令不能为空。\nThe passphrase is empty.')
  return passphrase
}

async function ask(twice: boolean): Promise<string> {
  if (!process.stdin.isTTY)
    throw new UsageError(
      '请用 --passphrase-file 或环境变量 TONGHU_PASSPHRASE 给出口令。\nGive the passphrase with --passphrase-file or TONGHU_PASSPHRASE.',
    )
  const first = await askHidden('备份口令 Passphrase of the backup: ')
  if (twice && (await askHidden('再输一遍 Once more: ')) !== first)
    throw new ExplainedError('两次输入不同。', 'The two differ.')
  return first
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
