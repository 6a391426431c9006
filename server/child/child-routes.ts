import { childHistory, listChildren, openChildFile, revealFact } from '#domain/child/child-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { listChildren as list } from './list-children.ts'
import { childHistory as history, openChildFile as open, revealFact as reveal } from './open-file.ts'

export function childRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, listChildren, async ({ body, db, log }) => {
    const found = await list(db, deps, body)
    log.children = found.rows.map((row) => row.id)
    return found
  })

  serve({ app, deps }, openChildFile, async ({ params: { child, ...asOf }, db, actor, log }) => {
    log.children = [child]
    return open({ db, deps, actor }, child, asOf)
  })

  serve({ app, deps }, childHistory, async ({ params: { child }, db, actor, log }) => {
    log.children = [child]
    return { entries: await history({ db, deps, actor }, child) }
  })

  serve({ app, deps }, revealFact, async ({ params: { child }, body, db, actor, log }) => {
    log.children = [child]
    log.reason = body.reason
    log.details = body.key
    return { value: await reveal({ db, deps, actor }, child, body) }
  })
}
