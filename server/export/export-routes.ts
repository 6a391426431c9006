import { may } from '#domain/access/access.ts'
import { chinaDay } from '#domain/dates.ts'
import {
  blankForm,
  type ExportWish,
  exportChildren,
  exportTableList,
  FILES_OF,
} from '#domain/export/export-api.ts'
import type { Template } from '#domain/export/template.ts'
import { REGISTER_FORM, registerForm } from '#domain/form/register-form.ts'
import { Refusal } from '#domain/refusals.ts'
import { counter } from '#domain/table/tables.ts'
import { inPerson } from '../account/in-person.ts'
import type { SignIn } from '../account/sign-in.ts'
import { childrenChosen, childrenListed } from '../child/list-children.ts'
import { typesetForms } from '../form/typeset-forms.ts'
import { type Asked, type Serving, serve } from '../http/serve.ts'
import { tableArea } from '../table/table-area.ts'
import { childrenInCell } from '../table/table-children.ts'
import { asFile } from './as-file.ts'
import { exportedFile, type Leaving, titleOf } from './export-children.ts'
import { exportedPdf } from './export-pdf.ts'
import { readTemplate } from './read-template.ts'

type Wanting = Pick<Asked<unknown>, 'actor' | 'log'> & { body: ExportWish }

export function exportRoutes({ app, deps }: Serving, signIn: SignIn): void {
  const approve = async ({ body, actor, log }: Wanting): Promise<Template | undefined> => {
    log.reason = body.purpose // in the log of a refusal too
    // In clear only by the person at the screen, who has just shown again that it is he.
    if (body.identity) {
      if (!may(actor.role, 'child.reveal')) throw new Refusal('notAllowed')
      inPerson(actor)
      await signIn.confirmPassword(actor, body.password!)
    }
    return body.layout === 'template' ? readTemplate(body.template!, chinaDay(deps.now())) : undefined
  }

  const answer = async (
    { db, actor, log }: Pick<Asked<unknown>, 'db' | 'actor' | 'log'>,
    leaving: Leaving,
  ) => {
    const { ids, wish } = leaving
    log.children = [...ids]
    log.reason = wish.purpose
    const file = wish.file ?? FILES_OF[wish.layout][0]!
    log.details = `${wish.layout} ${ids.length} ${wish.identity ? 'clear' : 'masked'}`
    const on = { db, deps, actor }
    const { ending, body } =
      file === 'pdf'
        ? await exportedPdf(on, leaving)
        : { ending: 'xlsx' as const, body: await exportedFile(on, leaving) }
    const name = wish.layout === 'form' ? REGISTER_FORM : await titleOf(on, wish)
    return asFile(`${name}${chinaDay(deps.now())}.${ending}`, body)
  }

  serve(
    { app, deps },
    exportChildren,
    async ({ body, before: template, ...asked }) => {
      const { children } = body
      const ids = children
        ? await childrenChosen(asked.db, deps, children)
        : await childrenListed(asked.db, deps, body)
      return answer(asked, { ids, wish: body, template })
    },
    approve,
  )

  serve(
    { app, deps },
    exportTableList,
    async ({ body, before: template, ...asked }) => {
      const area = tableArea(asked.actor, body.area)
      const ids = await childrenInCell(asked.db, deps, { ...body, area })
      const column = counter(body.table).column(body.column)
      const about = `${body.asOf ?? chinaDay(deps.now())} 统计表“${column?.zh}”一格的儿童，各栏为现在的情况`
      return answer(asked, { ids, wish: body, template, about })
    },
    approve,
  )

  serve({ app, deps }, blankForm, async () =>
    asFile(`${REGISTER_FORM}.pdf`, await typesetForms([registerForm()])),
  )
}
