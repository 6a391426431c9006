import { isKind } from '#domain/act/stored-act.ts'
import type { AgreementWords } from '#domain/agreement/agreement-acts.ts'
import type { agreementsOfChild as endpoint, ShownAgreement } from '#domain/agreement/agreement-api.ts'
import { agreementRules } from '#domain/agreement/agreement-check.ts'
import { needsAgreement } from '#domain/agreement/agreement-need.ts'
import { renewalOf } from '#domain/agreement/agreement-renewal.ts'
import { type Agreement, agreementsOf, statusOn } from '#domain/agreement/agreements.ts'
import { childNow, relativeLessons } from '#domain/child/child-now.ts'
import { bornOn } from '#domain/circumstance/knowledge.ts'
import { chinaDay } from '#domain/dates.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { foldFacts } from '#domain/fact/fold-facts.ts'
import { Refusal } from '#domain/refusals.ts'
import { type AuthoredAct, authoredActsOfFile } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { type Reading, readFile } from '../child/open-file.ts'
import { WRONG_CODES } from '../sign-link/link-limits.ts'
import { paperCode } from './act-seal.ts'

/** A file with the agreements in it, opened as far as the keys are there. */
export async function readAgreements(reading: Reading, child: string) {
  const { deps } = reading
  const { acts, own, keys } = await readFile(reading, child, authoredActsOfFile)
  const today = chinaDay(deps.now())
  const now = childNow(own, { on: today })
  if (!now) throw new Refusal('childNotFound')
  const byId = new Map<string, AuthoredAct>(own.map((act) => [act.id, act]))
  const open = (value: unknown) => openValue(deps.vault, keys.get(child), value)
  const relatives = acts.filter((act) => !act.child)
  const person = (id: string) => {
    const name = foldFacts(relativeLessons(relatives, id), { on: today }).name
    return {
      person: id as ShownAgreement['carer']['person'],
      relation: now.family.find((member) => member.person === id)?.relation ?? null,
      name:
        name?.state === 'known'
          ? ((openValue(deps.vault, keys.get(id), name.value) as string | undefined) ?? null)
          : null,
    }
  }
  const agreements = agreementsOf(own)
  const [seals, links] = await Promise.all([sealsOf(reading, agreements), linksOf(reading, child)])
  const shown = (one: Agreement): ShownAgreement => show(one, { byId, open, person, today, seals, links })
  return { own, relatives, now, today, keys, agreements, shown, open, person }
}

const authorOf = (act: AuthoredAct) => ({ name: act.authorName, role: act.authorRole })

type Showing = {
  byId: Map<string, AuthoredAct>
  open(value: unknown): unknown
  person(id: string): ShownAgreement['carer']
  today: string
  seals: Map<string, Buffer>
  links: readonly Link[]
}

function show(one: Agreement, { byId, open, person, today, seals, links }: Showing): ShownAgreement {
  const draft = byId.get(one.act)!
  if (!isKind(draft, 'agreement.draft')) throw new Error('an agreement is named by its draft')
  const { body } = draft
  const end = one.ended && byId.get(one.ended.act)
  return {
    id: one.act as ShownAgreement['id'],
    status: statusOn(one, today),
    template: body.template,
    day: one.day,
    cause: one.cause,
    principals: one.principals.map(person),
    carer: person(one.carer),
    contacts: body.contacts.map(person),
    from: one.from,
    lastDay: one.lastDay,
    signedOn: one.signedOn,
    living: body.living,
    heard: body.heard,
    told: body.told,
    copies: body.copies,
    words: (open(body.words) as AgreementWords | undefined) ?? null,
    signatures: one.signatures.map((signed) => {
      const act = byId.get(signed.act)!
      const words = isKind(act, 'agreement.sign')
        ? (open(act.body.words) as { strokes?: string; name?: string; note?: string } | undefined)
        : undefined
      return {
        id: signed.act as ShownAgreement['id'],
        party: signed.party,
        person: (signed.person ?? null) as ShownAgreement['signatures'][number]['person'],
        manner: signed.manner,
        day: signed.day,
        strokes: words?.strokes ?? null,
        name: words?.name ?? null,
        note: words?.note ?? null,
        evidence: (signed.evidence ?? null) as ShownAgreement['signatures'][number]['evidence'],
        by: authorOf(act),
      }
    }),
    missing: one.missing.map(({ party, person: wanted }) => {
      const link = links.find((sent) => sent.agreement === one.act && sent.person === wanted)
      return {
        party,
        person: (wanted ?? null) as ShownAgreement['missing'][number]['person'],
        link: link ? { expiresAt: link.expires_at.toISOString() } : null,
      }
    }),
    confirmedOn: one.confirmed?.day ?? null,
    ended:
      one.ended && end && isKind(end, 'agreement.end')
        ? {
            day: one.ended.day,
            why: one.ended.why,
            reason: (open(end.body.reason) as string | undefined) ?? null,
            by: authorOf(end),
          }
        : null,
    code: codeOf(one, seals),
    by: authorOf(draft),
  }
}

/** Of an agreement that everybody has signed: over its draft and the signatures that it needs, in their order. */
function codeOf({ act, signatures, signedOn }: Agreement, seals: Map<string, Buffer>): string | null {
  if (!signedOn) return null
  const needed = signatures.filter(({ party }) => party !== 'child')
  const found = [act, ...needed.map((signed) => signed.act)].flatMap((id) => seals.get(id) ?? [])
  return found.length === needed.length + 1 ? paperCode(found) : null
}

async function sealsOf(
  { db, deps }: Reading,
  agreements: readonly Agreement[],
): Promise<Map<string, Buffer>> {
  const acts = agreements.flatMap(({ act, signatures }) => [act, ...signatures.map((signed) => signed.act)])
  if (acts.length === 0) return new Map()
  const rows = await db.rows<{ act: string; seal: Buffer }>(
    'select act, seal from agreement_seal where county = $1 and act = any($2::uuid[])',
    [deps.county.code, acts],
  )
  return new Map(rows.map(({ act, seal }) => [act, seal]))
}

type Link = { agreement: string; person: string; expires_at: Date }

/** Links that were sent to absent parents and can still be used. */
const linksOf = ({ db, deps }: Reading, child: string): Promise<Link[]> =>
  db.rows<Link>(
    `select agreement, person, expires_at from sign_link
      where county = $1 and child = $2 and used_at is null and withdrawn_at is null and expires_at > $3 and tries < $4`,
    [deps.county.code, child, deps.now(), WRONG_CODES],
  )

/** What stands, what stood before, and what has to be done next. */
export async function agreementsOfChild(reading: Reading, child: string): Promise<ResultOf<typeof endpoint>> {
  const { db, deps } = reading
  const { own, relatives, now, today, agreements, shown } = await readAgreements(reading, child)
  const policy = deps.policy.book().on(now.area, today)
  const held = await db.rows<{ from: string; until: string | null; circumstances: number }>(
    `select from_day as "from", nullif(until_day, 'infinity') as until, circumstances from child_state
      where county = $1 and child = $2 order by from_day`,
    [deps.county.code, child],
  )
  const circumstances =
    held.find(({ from, until }) => from <= today && (until === null || today < until))?.circumstances ?? 0
  const born = bornOn(now.facts)
  const registered = now.status === 'registered'
  const renewal = registered
    ? renewalOf({ now, acts: own, relatives, circumstances, held }, policy, today)
    : undefined
  return {
    needed: registered ? needsAgreement({ circumstances, born }, policy, today) : [],
    renewal: renewal ? { triggers: renewal.triggers, due: renewal.due, opens: renewal.opens } : null,
    rules: agreementRules(now, policy, today),
    rows: agreements.map(shown).reverse(),
  }
}
