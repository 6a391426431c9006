import type { NewAct } from '#domain/act/act.ts'
import { addDays, type PlainDate } from '#domain/dates.ts'
import { uuidv7 } from '#domain/ids.ts'
import type { Problem } from '#domain/service/problems.ts'
import { actWriter } from './act-writer.ts'
import { known } from './fact-entries.ts'
import type { Family, InventedChild } from './invented-family.ts'
import { MIND, OPINIONS } from './phrases.ts'
import { type Random, seededRandom } from './random.ts'
import type { Setting } from './setting.ts'

/** How far back the record of visits goes. */
const DAYS = 180
const PROBLEMS: readonly [Problem, string][] = [
  ['safety', '院内水井没有盖板'],
  ['schooling', '作业常常没有人辅导'],
  ['mind', '近来不愿与人说话'],
  ['health', '牙疼，还没有去看'],
]

/** Visits of half a year to a family, each with the children who live together. Dice of their own: the rest of the county stays as it is. */
export function visitsOf({ seed, last }: Setting, { children }: Family): NewAct[] {
  const random = seededRandom(`${seed}/${children[0]!.id}/visits`)
  const writer = actWriter(random)
  for (const together of Map.groupBy(children, ({ village }) => village.code).values())
    for (const day of visitDays(random, together, last)) {
      writer.visit(day)
      const occasion = uuidv7(Date.parse(`${day}T08:00:00+08:00`), random.bytes(10))
      const opinion = random.pick(OPINIONS)
      for (const { id } of together) {
        const childSeen = random.chance(0.94)
        const [problem, words] = random.pick(PROBLEMS)
        const found = childSeen && random.chance(0.08)
        writer.write(
          'service.record',
          { child: id },
          {
            day,
            service: random.chance(0.85) ? 'homeVisit' : 'schoolVisit',
            occasion,
            childSeen,
            problems: found ? [problem] : [],
            words: { opinion, ...(found && { problem: words }) },
            facts: {
              lastParentContactOn: known(addDays(day, -random.int(0, 12))),
              ...(childSeen && random.chance(0.3) && { mentalCondition: known(random.pick(MIND)) }),
            },
          },
        )
      }
    }
  return writer.acts
}

/** Every three to six weeks; to some families nobody has come of late. */
function visitDays(random: Random, together: readonly InventedChild[], last: PlainDate): PlainDate[] {
  const opened = together
    .map((child) => child.opened)
    .sort()
    .at(-1)!
  const until = together.map((child) => child.until).sort()[0]!
  const neglected = random.chance(0.2) ? addDays(last, -random.int(30, 80)) : last
  const ends = [neglected, until].sort()[0]!
  const days: PlainDate[] = []
  const begins = addDays(last, -DAYS)
  let day = addDays([opened, begins].sort().at(-1)!, random.int(3, 25))
  while (day <= ends) {
    days.push(day)
    day = addDays(day, random.int(20, 42))
  }
  return days
}
