import { isKind } from '#domain/act/stored-act.ts'
import type { Given } from '#domain/service/service-api.ts'
import type { ServiceWords } from '#domain/service/services.ts'
import { problemsClosed, servicesOf } from '#domain/service/services-given.ts'
import { type AuthoredAct, authoredActsOfFile } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { listChildren } from '../child/list-children.ts'
import { type Reading, readFile } from '../child/open-file.ts'

/** What was given to a child, newest first, with the words of those who were there. */
export async function servicesOfChild(reading: Reading, child: string): Promise<Given[]> {
  const { deps } = reading
  const { own, keys } = await readFile(reading, child, authoredActsOfFile)
  const acts = new Map<string, AuthoredAct>(own.map((act) => [act.id, act]))
  const open = (value: unknown) => openValue(deps.vault, keys.get(child), value)
  const closed = Map.groupBy(problemsClosed(own), ({ found }) => found)
  return servicesOf(own)
    .toReversed()
    .flatMap(({ act: id, service, day, occasion, childSeen, problems }) => {
      const act = acts.get(id)
      if (!act || !isKind(act, 'service.record')) return []
      const words = open(act.body.words) as ServiceWords | undefined
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
            const said = isKind(told, 'problem.close') ? (open(told.body.words) as { note?: string }) : {}
            return { problem, outcome, day: on, note: said?.note ?? null, by: told.authorName }
          }),
          words: words ?? null,
          by: { name: act.authorName, role: act.authorRole },
        },
      ]
    })
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
