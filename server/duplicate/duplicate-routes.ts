import * as api from '#domain/duplicate/duplicate-api.ts'
import { areaNames } from '../area/area-names.ts'
import { type Serving, serve } from '../http/serve.ts'
import { decide } from './decide.ts'
import { likenessOfRow } from './likeness-of.ts'
import { registeredLike } from './look-alikes.ts'
import { showDecided, showDuplicate, showDuplicates, shownReasons } from './show-duplicates.ts'

const childIn = (other: object): string[] =>
  'childId' in other && other.childId ? [other.childId as string] : []

export function duplicateRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, api.listDuplicates, async ({ params, db, language, log }) => {
    const shown = await showDuplicates(
      { db, deps, language },
      { ...params, decided: params.which === 'decided' },
    )
    log.children = shown.duplicates.flatMap(({ other }) => childIn(other))
    return shown
  })

  serve({ app, deps }, api.openDuplicate, async ({ params, db, language, log }) => {
    const shown = await showDuplicate({ db, deps, language }, params.duplicate)
    log.children = childIn(shown.other)
    return shown
  })

  serve({ app, deps }, api.decideDuplicate, async ({ params, body, db, actor, language, log }) => {
    await decide({ db, deps, actor }, params.duplicate, body.decision)
    const shown = await showDecided({ db, deps, language }, params.duplicate)
    log.children = childIn(shown.other)
    log.details = body.decision
    return shown
  })

  serve({ app, deps }, api.likeChildren, async ({ body, db, language, log }) => {
    const likeness = likenessOfRow({
      facts: body.facts,
      area: body.area,
      family: body.family.map(({ carer, ...relative }) => ({ ...relative, carer: carer ?? false })),
    })
    const like = (await registeredLike({ db, deps }, [likeness])).get(likeness) ?? []
    const names = await areaNames(deps.pool, db, deps.county.code)
    const reached = like
      .filter((one) => one.reached && one.child !== body.child)
      .sort((a, b) => b.score - a.score)
    log.children = reached.map(({ child }) => child)
    const rows = await db.rows<{
      id: string
      name: string | null
      birth_date: string | null
      area_code: string
    }>('select id, name, birth_date, area_code from child where county = $1 and id = any($2::uuid[])', [
      deps.county.code,
      log.children,
    ])
    const rowOf = new Map(rows.map((row) => [row.id, row]))
    return {
      like: reached.flatMap(({ child, score, reasons }) => {
        const row = rowOf.get(child)
        return row
          ? [
              {
                child: child as (typeof api.likeChildren.result)['_output']['like'][number]['child'],
                name: row.name,
                village: names.village(row.area_code),
                birthDate: row.birth_date,
                score,
                reasons: shownReasons(reasons, language),
              },
            ]
          : []
      }),
    }
  })
}
