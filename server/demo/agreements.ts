import type { NewAct } from '#domain/act/act.ts'
import { CURRENT_TEMPLATE } from '#domain/agreement/agreement-template.ts'
import { addDays, addMonths, ageOn, type PlainDate } from '#domain/dates.ts'
import type { PersonId } from '#domain/ids.ts'
import { actWriter } from './act-writer.ts'
import type { Family, InventedChild } from './invented-family.ts'
import { type Random, seededRandom } from './random.ts'
import type { Setting } from './setting.ts'

const OPINIONS = [
  '愿意和老人住',
  '想每天和妈妈视频',
  '希望爸爸过年回来',
  '愿意，想继续在现在的学校上学',
] as const

/**
 * Care agreements of a family whose parents are both away: most are signed some weeks after the file was opened, by
 * some a signature is missing, some have none. Dice of their own: the rest of the county stays as it is.
 */
export function agreementsOf({ seed, last }: Setting, family: Family): NewAct[] {
  const { plan, children, father, mother } = family
  if (plan.parents !== 'away') return []
  const random = seededRandom(`${seed}/${children[0]!.id}/agreements`)
  const writer = actWriter(random)
  for (const child of children) {
    const { id, carer, opened, birthDate } = child
    const day = addDays(opened, random.int(2, 30))
    if (!carer || day > sooner(child.until, last) || random.chance(0.16)) continue
    const parent = random.chance(0.6) ? father : mother
    const age = ageOn(birthDate, day)
    writer.visit(day)
    const agreement = writer.write(
      'agreement.draft',
      { child: id },
      {
        day,
        template: CURRENT_TEMPLATE,
        cause: 'bothAway',
        principals: [parent.id],
        carer,
        from: day,
        lastDay: addDays(addMonths(day, random.pick([12, 12, 12, 24])), -1),
        answers: { harmed: false, addicted: false, neglected: false, unfit: false, capable: true },
        living: 'together',
        attended: true,
        heard: age < 6 ? 'tooYoung' : 'agrees',
        told: random.chance(0.7) ? ['school', 'village'] : ['village'],
        contacts: [carer, parent.id],
        copies: 3,
        words: { ...(age >= 6 && { opinion: random.pick(OPINIONS) }) },
      },
    )
    const about = { child: id }
    const signed = (party: 'carer' | 'witness', person?: PersonId) =>
      writer.write('agreement.sign', about, {
        day,
        agreement,
        party,
        ...(person && { person }),
        manner: 'finger',
        words: { strokes: scribble(random) },
      })
    signed('carer', carer)
    signed('witness')
    if (random.chance(0.12)) continue
    signByParent(random, writer, { child, person: parent.id, agreement, day, last })
  }
  return writer.acts
}

type Absent = {
  child: InventedChild
  person: PersonId
  agreement: ReturnType<ReturnType<typeof actWriter>['write']>
  day: PlainDate
  last: PlainDate
}

/** A parent far away agrees by telephone, or signs when he comes home. */
function signByParent(
  random: Random,
  writer: ReturnType<typeof actWriter>,
  { child, person, agreement, day, last }: Absent,
): void {
  const on = addDays(day, random.int(1, 20))
  if (on > sooner(child.until, last)) return
  writer.visit(on)
  const byPhone = random.chance(0.4)
  writer.write(
    'agreement.sign',
    { child: child.id },
    {
      day: on,
      agreement,
      party: 'principal',
      person,
      manner: byPhone ? 'phone' : 'finger',
      words: byPhone ? { note: '与村儿童主任通话，同意协议内容' } : { strokes: scribble(random) },
    },
  )
}

/** Something like a name, written in haste. */
function scribble(random: Random): string {
  let path = ''
  for (let stroke = 0; stroke < 7; stroke++) {
    let [x, y] = [60 + stroke * 65 + random.int(-15, 15), random.int(40, 110)]
    path += `M${x} ${y}`
    for (let i = 0; i < 6; i++) {
      x = Math.min(590, Math.max(10, x + random.int(-14, 26)))
      y = Math.min(230, Math.max(10, y + random.int(-20, 34)))
      path += `L${x} ${y}`
    }
  }
  return path
}

const sooner = (a: PlainDate, b: PlainDate) => (a < b ? a : b)
