import type { AgreementCounter } from '#domain/agreement/agreement-api.ts'
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
import { withCircumstances } from '../table/with-circumstances.ts'

type On = { db: Db; deps: Deps; actor: Actor }
/** Children in the register on a day who must have an agreement, each circumstance with its age, and who has one then. */
const membersOf = (condition: string) => `select s.child, s.place, v.child is not null as hit
  from child_state s
  left join (select distinct child from agreement where county = $1 and holds_from <= $2 and holds_until > $2) v
    on v.child = s.child
 where s.county = $1 and s.from_day <= $2 and s.until_day > $2 and s.status = 1 and ${condition}`

function signed({ deps }: On, { area, on }: ReturnType<typeof monthAsked>): Share<AgreementCounter> {
  const policy = deps.policy.book().on(area, on)
  const { condition, values } = withCircumstances(
    policy.agreementFor.value as readonly Circumstance[],
    policy,
    on,
    3,
  )
  return {
    members: membersOf(condition),
    values: [deps.county.code, on, ...values],
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
