import * as api from '#domain/sign-link/sign-link-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { makeLink } from './links.ts'
import { confirmCode, openLink, sendCode, signWith } from './use-link.ts'

type Used<A> = { child: string; link: string; answer: A }

/** Whoever holds a link is nobody to the program: what he asks is done before, and only its answer passes through. */
export function signLinkRoutes(serving: Serving): void {
  const { deps } = serving
  serve(serving, api.makeSignLink, async ({ params, body, db, actor, log, request }) => {
    log.children = [params.child]
    log.details = params.agreement
    return makeLink({ db, deps, actor }, params, body, request)
  })
  const told =
    <A>() =>
    async ({
      before,
      log,
    }: {
      before: Used<A>
      log: { children: string[]; details?: string }
    }): Promise<A> => {
      log.children = [before.child]
      log.details = before.link
      return before.answer
    }
  serve(serving, api.openSignLink, told(), ({ body }) => openLink(deps, body.token))
  serve(serving, api.sendSignCode, told(), ({ body }) => sendCode(deps, body.token))
  serve(serving, api.confirmSignCode, told(), ({ body }) => confirmCode(deps, body))
  serve(serving, api.signByLink, told(), ({ body }) => signWith(deps, body))
}
