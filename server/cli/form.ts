import { may } from '#domain/access/access.ts'
import type { ExportWish } from '#domain/export/export-api.ts'
import { registerForm } from '#domain/form/register-form.ts'
import { ChildId } from '#domain/ids.ts'
import { Refusal } from '#domain/refusals.ts'
import { childrenChosen } from '#server/child/list-children.ts'
import { exportedPdf } from '#server/export/export-pdf.ts'
import { typesetForms } from '#server/form/typeset-forms.ts'
import { writeFileSafely } from '#server/write-file.ts'
import { defineCommand, UsageError } from './command.ts'
import { readOption } from './table.ts'
import { AS, askAs, COUNTY_OPTIONS, withCounty } from './with-county.ts'

export const command = defineCommand({
  usage: 'register (--child ID | --blank) --out FILE.pdf [--purpose TEXT] [--data DIR] [--as USER] [--json]',
  options: {
    ...COUNTY_OPTIONS,
    as: AS,
    child: { type: 'string', value: 'ID', help: '哪名儿童\nwhich child' },
    blank: { type: 'boolean', help: '空白表\nthe form to fill by hand' },
    out: { type: 'string', value: 'FILE.pdf', help: '写入的文件\nfile to write' },
    purpose: {
      type: 'string',
      value: 'TEXT',
      help: '用途，印在页脚并记入审计日志，默认“打印登记表”\nwhat for; on the page and in the log',
    },
  },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals: [name] }, out) {
    if (name !== 'register')
      throw new UsageError(`没有这种表：${name}。现有：register\nNo such form: ${name}. There is register.`)
    const { out: path, blank, purpose = '打印登记表' } = values
    const child = readOption(ChildId, values.child, '--child', '0197f000-0000-7000-8000-000000000000')
    if (!path) throw new UsageError('须指定 --out FILE.pdf。\n--out FILE.pdf is missing.')
    if (Boolean(child) === Boolean(blank))
      throw new UsageError('须指定 --child 或 --blank 之一。\nName --child or --blank, one of them.')
    const form = child ? await formOf(child, purpose, values) : await typesetForms([registerForm()])
    await writeFileSafely(path, form)
    out.answer({ file: path }, () => path)
    return 0
  },
})

/** As the desk would export it, masked: at the command line nobody shows that it is he. */
const formOf = (child: ChildId, purpose: string, values: { data?: string; as?: string }): Promise<Buffer> =>
  withCounty(values, (at) =>
    askAs(at, { as: values.as, endpoint: 'cli.form' }, async ({ db, deps, actor, log }) => {
      if (!may(actor.role, 'child.export')) throw new Refusal('notAllowed')
      const ids = await childrenChosen(db, deps, [child])
      Object.assign(log, { children: ids, reason: purpose, details: 'form 1 masked' })
      const wish: ExportWish = { layout: 'form', columns: [], purpose, identity: false }
      const { body } = await exportedPdf({ db, deps, actor }, { ids, wish })
      const pieces: Buffer[] = []
      for await (const piece of body) pieces.push(piece)
      return Buffer.concat(pieces)
    }),
  )
