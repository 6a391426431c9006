import { may } from '#domain/access/access.ts'
import { chinaDay } from '#domain/dates.ts'
import { exportChildren } from '#domain/export/export-api.ts'
import type { Template } from '#domain/export/template.ts'
import { Refusal } from '#domain/refusals.ts'
import { inPerson } from '../account/in-person.ts'
import type { SignIn } from '../account/sign-in.ts'
import { type Before, type Serving, serve } from '../http/serve.ts'
import { exportChildren as asFile } from './export-children.ts'
import { readTemplate } from './read-template.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function exportRoutes({ app, deps }: Serving, signIn: SignIn): void {
  const approve: Before<typeof exportChildren, Template | undefined> = async ({ body, actor }) => {
    // In clear only by the person at the screen, who has just shown again that it is he.
    if (body.identity) {
      if (!may(actor.role, 'child.reveal')) throw new Refusal('notAllowed')
      inPerson(actor)
      await signIn.confirmPassword(actor, body.password!)
    }
    return body.layout === 'template' ? readTemplate(body.template!, chinaDay(deps.now())) : undefined
  }

  serve(
    { app, deps },
    exportChildren,
    async ({ body, db, actor, before: template, log }) => {
      const { ids, file } = await asFile({ db, deps, actor }, body, template)
      log.children = ids
      log.reason = body.purpose
      log.details = `${body.layout} ${ids.length} ${body.identity ? 'clear' : 'masked'}`
      const name = `${deps.county.name}儿童名单${chinaDay(deps.now())}.xlsx`
      return {
        headers: {
          'content-type': XLSX,
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        },
        body: file,
      }
    },
    approve,
  )
}
