import { isKind, type StoredAct } from '#domain/act/stored-act.ts'
import type { Given, Review } from '#domain/service/service-api.ts'
import type { ServiceWords } from '#domain/service/services.ts'
import { problemsClosed, servicesOf } from '#domain/service/services-given.ts'
import { type AuthoredAct, authoredActsOfFile } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { listChildren } from '../child/list-children.ts'
import { type Reading, readFile } from '../child/open-file.ts'

type Words = {
  open(value: unknown): unknown
  by(act: string): { name: string; role: string }
}

/** What was given to a child, newest first, with the words of those who were there and of those who reviewed it. */
export async function servicesOfChild(reading: Reading, child: string): Promise<Given[]> {
  const { deps } = reading
  const { own, keys } = await readFile(reading, child, authoredActsOfFile)
  const acts = new Map<string, AuthoredAct>(own.map((act) => [act.id, act]))
  const words: Words = {
    open: (value) => openValue(deps.vault, keys.get(child), value),
    by: (act) => ({ name: acts.get(act)!.authorName, role: acts.get(act)!.authorRole }),
  }
  const closed = Map.groupBy(problemsClosed(own), ({ found }) => found)
  return servicesOf(own)
    .toReversed()
    .flatMap(({ act: id, service, day, occasion, childSeen, problems, returned }) => {
      const act = acts.get(id)
      if (!act || !isKind(act, 'service.record')) return []
      return [
        {
          id: id as Given['id'],
          service,
          day,
          occasion,
          childSeen,
          ...(act.body.asked && { asked: act.body.asked }),
          problems: [...problems],
          closed: (closed.get(id) ?? []).map(({ act: by, problem, outcome, day: on }) => {
            const told = acts.get(by)!
            const said = isKind(told, 'problem.close')
              ? (words.open(told.body.words) as { note?: string })
              : {}
            return { problem, outcome, day: on, note: said?.note ?? null, by: told.authorName }
          }),
          check: act.body.check ?? null,
          words: (words.open(act.body.words) as ServiceWords | undefined) ?? null,
          by: words.by(id),
          returned: returned ? reviewOf(acts.get(returned)!, words) : null,
          comments: own.flatMap((one) =>
            isKind(one, 'visit.comment') && one.body.visit === id ? [reviewOf(one, words)] : [],
          ),
          before: correctedBy(act, acts, words),
        },
      ]
    })
}

/** What a reviewer said. */
function reviewOf(act: StoredAct, { open, by }: Words): Review {
  const said = isKind(act, 'visit.comment')
    ? (open(act.body.words) as { note?: string } | undefined)?.note
    : isKind(act, 'visit.return')
      ? (open(act.body.reason) as string | undefined)
      : undefined
  return { note: said ?? null, day: act.day, by: by(act.id) }
}

/** What stood there before it was corrected, the last first, with why. */
function correctedBy(
  act: AuthoredAct,
  acts: ReadonlyMap<string, AuthoredAct>,
  words: Words,
): Given['before'] {
  const before: Given['before'] = []
  const seen = new Set([act.id])
  let at: StoredAct | undefined = act
  while (at && isKind(at, 'service.record') && at.body.corrects && !seen.has(at.body.corrects)) {
    seen.add(at.body.corrects)
    const why = words.open(at.body.reason) as string | undefined
    const was: StoredAct | undefined = acts.get(at.body.corrects)
    if (was && isKind(was, 'service.record')) {
      const { day, childSeen, problems } = was.body
      const said = (words.open(was.body.words) as ServiceWords | undefined) ?? null
      before.push({
        id: was.id as Given['id'],
        day,
        childSeen,
        problems,
        words: said,
        by: words.by(was.id),
        why: why ?? null,
      })
    }
    at = was
  }
  return before
}

/** The child, and those in the register whom the same person looks after. */
export async function household({ db, deps }: Reading, child: string) {
  const together = await db.rows<{ child: string }>(
    `select distinct other.child from kin own
       join kin other on other.county = own.county and other.person = own.person and other.carer and other.ended_on is null
       join child c on c.county = other.county and c.id = other.child and c.status = 1
      where own.county = $1 and own.child = $2 and own.carer and own.ended_on is null`,
    [deps.county.code, child],
  )
  const ids = new Set([child, ...together.map((row) => row.child)])
  return listChildren(
    db,
    deps,
    { status: 'registered', where: {}, columns: [], sort: 'birthDate', page: 1, size: 20 },
    [...ids],
  )
}
