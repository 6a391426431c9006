import { listHandOvers } from '#domain/hand-over/hand-over-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { handOversInSight } from './list-hand-overs.ts'

export function handOverRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, listHandOvers, async ({ params: { direction, page, size }, db, actor, log }) => {
    const all = await handOversInSight({ db, deps, actor }, direction)
    const handOvers = all.slice((page - 1) * size, page * size)
    log.children = handOvers.map(({ child }) => child)
    return {
      total: all.length,
      overdue: all.filter(({ overdue }) => overdue).length,
      sentBack: all.filter(({ backOn }) => backOn).length,
      handOvers,
    }
  })
}
