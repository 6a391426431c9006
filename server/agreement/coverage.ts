import type { AgreementCounter } from '#domain/agreement/agreement-api.ts'
import { bitOf, RULES } from '#domain/circumstance/circumstances.ts'
import { bornBy } from '#domain/dates.ts'
import type { Circumstance } from '#domain/fact/code-lists.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import {
  type AskedMonth,
  childrenOfShare,
  monthAsked,
  type Share,
  shareByArea,
} from '../table/share-by-area.ts'

type On = { db: Db; deps: Deps; actor: Actor }
const AGES = ['leftBehindAge', 'migrantAge', 'minorAge'] as const

/** Children in the register on a day who must have an agreement, each circumstance with its age, and who has one then. */
const MEMBERS = `select s.child, s.place, v.child is not null as hit
  from child_state s
  left join (select distinct child from agreement where county = $1 and holds_from <= $2 and holds_until > $2) v
    on v.child = s.child
 where s.county = $1 and s.from_day <= $2 and s.until_day > $2 and s.status = 1 and (${AGES.map(
   (_, i) =>
     `s.circumstances & $${2 * i + 3} <> 0 and (s.birth_date is null or s.birth_date > $${2 * i + 4})`,
 ).join(' or ')})`

function signed({ deps }: On, { area, on }: ReturnType<typeof monthAsked>): Share<AgreementCounter> {
  const policy = deps.policy.book().on(area, on)
  const asked = policy.agreementFor.value as readonly Circumstance[]
  const byAge = AGES.flatMap((age) => [
    asked.filter((one) => RULES[one].age === age).reduce((bits, one) => bits | bitOf(one), 0),
    bornBy(on, policy[age].value),
  ])
  return {
    members: MEMBERS,
    values: [deps.county.code, on, ...byAge],
    keys: ['needed', 'covered', 'notCovered'],
  }
}

/** 签订率, by the areas one level below, and the area as a whole. */
export function agreementCoverageOf(on: On, wished: AskedMonth) {
  const asked = monthAsked(on, wished)
  return shareByArea(on, asked, signed(on, asked))
}

/** The children behind one of its figures, as they are now. */
export function agreementChildrenOf(
  on: On,
  wished: AskedMonth & { counter: AgreementCounter; page: number; size: number },
) {
  const asked = monthAsked(on, wished)
  return childrenOfShare(on, asked, signed(on, asked), wished)
}
