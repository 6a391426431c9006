import type { StoredAct } from '#domain/act/stored-act.ts'
import { childNow, restrictedLessons } from '#domain/child/child-now.ts'
import { bornOn } from '#domain/circumstance/knowledge.ts'
import { birthday, chinaDay } from '#domain/dates.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { foldFacts, type KnownFacts } from '#domain/fact/fold-facts.ts'
import { Refusal } from '#domain/refusals.ts'
import type { revealRestricted } from '#domain/restricted/restricted-api.ts'
import { actsOfChild, actsOfFile } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { type Reading, readFile } from '../child/open-file.ts'
import type { Actor } from '../deps.ts'

/** The right belongs to a role, and besides to persons whom the security administrator names. */
export function mustHold({ holder }: Actor): void {
  if (!holder) throw new Refusal('notNamedHolder')
}

const factsOn = (acts: readonly StoredAct[], on: string): KnownFacts =>
  foldFacts(restrictedLessons(acts), { on })

/** In clear, with the reason already in the log. */
export async function restrictedOf(
  reading: Reading,
  child: string,
): Promise<ResultOf<typeof revealRestricted>> {
  mustHold(reading.actor)
  const { deps } = reading
  const { own, keys } = await readFile(reading, child, actsOfFile)
  const facts = factsOn(own, chinaDay(deps.now()))
  const value = (key: string) => {
    const fact = facts[key]
    return fact?.state === 'known' ? openValue(deps.vault, keys.get(child), fact.value) : undefined
  }
  const known = facts.hivInfected
  return {
    hivInfected: (value('hivInfected') as boolean | undefined) ?? null,
    hivConfirmedOn: (value('hivConfirmedOn') as string | undefined) ?? null,
    since: known?.since ?? null,
    act: (known?.act ?? null) as ResultOf<typeof revealRestricted>['act'],
  }
}

/** How many in reach are registered, minors and infected. Nothing but the number leaves. */
export async function countInfected({ db, deps, actor }: Reading): Promise<number> {
  mustHold(actor)
  const county = deps.county.code
  const today = chinaDay(deps.now())
  const minor = deps.policy.book().on(county, today).minorAge.value
  const told = await db.rows<{ child: string }>(
    `select distinct child from act where county = $1 and kind = 'restricted.record'`,
    [county],
  )
  let n = 0
  for (const { child } of told) {
    const acts = await actsOfChild(db, county, child)
    const now = childNow(acts, { on: today })
    const born = now && bornOn(now.facts)
    if (now?.status !== 'registered' || (born && today >= birthday(born, minor))) continue
    const fact = factsOn(acts, today).hivInfected
    const key = (await deps.keys.of(db, [child])).get(child)
    if (fact?.state === 'known' && openValue(deps.vault, key, fact.value) === true) n++
  }
  return n
}
