import { addDays, chinaDay } from '#domain/dates.ts'
import { uuidv7 } from '#domain/ids.ts'
import { actorNamed } from '../account/actor-of.ts'
import { recordActs } from '../act/record-acts.ts'
import { drawChildren } from '../check/draw.ts'
import { type Db, inTransaction } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { epochOf } from '../phone/epoch.ts'
import { actWriter } from './act-writer.ts'
import { known } from './fact-entries.ts'
import { seededRandom } from './random.ts'

/**
 * What a supervisor of the demo has begun: this month's draw with two children checked, a visit returned to its director,
 * and a fact of which two people wrote different things. Written after the children, each by who would have.
 */
export async function addDemoReviews(deps: Deps, seed: string): Promise<void> {
  const app = { role: 'tonghu_app' } as const
  const county = deps.county.code
  const [supervisor, director] = await inTransaction(deps.pool, county, app, (db) =>
    Promise.all([actorNamed(db, deps, 'supervisor'), actorNamed(db, deps, 'director')]),
  )
  const random = seededRandom(`${seed}/reviews`)
  const day = chinaDay(deps.now())
  const id = () => uuidv7(deps.now().getTime(), random.bytes(10))
  const as = <T>(actor: Actor, work: (db: Db) => Promise<T>) =>
    inTransaction(deps.pool, county, actor.reach, work)

  const written = (kinds: (write: ReturnType<typeof actWriter>) => void) => {
    const writer = actWriter(random)
    writer.visit(day)
    kinds(writer)
    return writer.acts.map((act) => ({
      ...act,
      id: id() as typeof act.id,
      writtenAt: deps.now().toISOString(),
    }))
  }
  // The fact first: the second of the two had read the file before.
  const { child, place } = await as(director, async (db) => {
    const row = await db.one<{ child: string; place: number }>(
      `select id as child, (select last from act_counter where county = $1) as place from child
        where county = $1 and status = 1 order by id limit 1`,
      [county],
    )
    return row!
  })
  const about = { child: child as never }
  const says = (value: string) =>
    written((writer) => writer.write('fact.record', about, { day, facts: { health: known(value) } }))
  await as(director, (db) => recordActs({ db, deps, actor: director }, says('frail')))
  const other = says('chronicIllness')
  const knew = new Map(other.map((act) => [act.id as string, { epoch: epochOf(deps), place }]))
  await as(supervisor, (db) => recordActs({ db, deps, actor: supervisor, knew }, other))

  await as(supervisor, async (db) => {
    const rule = { by: 'tier', size: 'share', n: 15, atLeastOne: false } as const
    const wish = { id: id(), rule, due: addDays(day, 14), publicNumber: '', publicSource: '' }
    await drawChildren({ db, deps, actor: supervisor }, wish)
    const drawn = await db.rows<{ child: string }>(
      'select child from check_drawn where county = $1 order by child limit 2',
      [county],
    )
    const checks = written((writer) => {
      for (const [i, one] of drawn.entries())
        writer.write(
          'service.record',
          { child: one.child as never },
          {
            day,
            service: 'randomCheck',
            occasion: id(),
            childSeen: true,
            problems: [],
            words: i === 0 ? {} : { note: '已转到镇中心小学寄宿' },
            facts: {},
            check: {
              found: { residence: 'agrees', carer: 'agrees', schooling: i === 0 ? 'agrees' : 'deviates' },
            },
          },
        )
    })
    const last = await db.one<{ id: string; child: string }>(
      `select s.id, s.child from service s where s.county = $1 and s.area_code = any($2::text[]) and s.deviations is null
        order by s.day desc, s.id limit 1`,
      [county, director.villages],
    )
    const returned = written((writer) => {
      const of = { day, visit: last!.id as never }
      const words = { note: '近来情况写得很清楚，请再问问学校' }
      writer.write('visit.comment', { child: last!.child as never }, { ...of, words })
      writer.write('visit.return', { child: last!.child as never }, { ...of, reason: '请补写监护人意见' })
    })
    await recordActs({ db, deps, actor: supervisor }, [...checks, ...(last ? returned : [])])
  })
}
