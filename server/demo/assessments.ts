import type { NewAct } from '#domain/act/act.ts'
import type { Measure, Responsible } from '#domain/assessment/needs.ts'
import { factsDecided, score } from '#domain/assessment/score.ts'
import { SHIPPED_TEMPLATES } from '#domain/assessment/shipped-templates.ts'
import { type Answers, itemsOf } from '#domain/assessment/template.ts'
import { addDays, type PlainDate } from '#domain/dates.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import type { Problem } from '#domain/service/problems.ts'
import { actWriter } from './act-writer.ts'
import type { Family, InventedChild } from './invented-family.ts'
import { type Random, seededRandom } from './random.ts'
import type { Setting } from './setting.ts'

/** How far back assessments go: the half-year's round and the one before it. */
const DAYS = 300
const SCALE = SHIPPED_TEMPLATES.find(({ template }) => template === 'threeColours')!
const MEASURES: readonly [Problem, Measure, Responsible, string][] = [
  ['mind', 'counselling', 'educationBureau', '近来不愿与人说话'],
  ['schooling', 'tutoring', 'educationBureau', '作业没有人辅导'],
  ['livelihood', 'aid', 'civilAffairsBureau', '家中收入少'],
  ['safety', 'hazard', 'village', '院内水井没有盖板'],
  ['health', 'medical', 'healthCommission', '牙疼，还没有去看'],
]

/** Assessments of the last rounds, with overrides, needs and measures. Dice of their own: the rest of the county stays as it is. */
export function assessmentsOf(
  { seed, last }: Setting,
  { children }: Family,
  told: readonly NewAct[],
): NewAct[] {
  const random = seededRandom(`${seed}/${children[0]!.id}/assessments`)
  const writer = actWriter(random)
  for (const child of children)
    for (const day of roundDays(random, child, last)) {
      const guardianship = guardianshipOn(told, child.id, day)
      if (!guardianship) continue
      writer.visit(day)
      const colour = assess(random, writer, child, { day, guardianship })
      if (colour === 'red' && day < child.until && random.chance(0.3))
        writer.write(
          'risk.override',
          { child: child.id },
          {
            day,
            colour: 'yellow',
            until: addDays(day, random.int(20, 90)),
            reason: '督导员入户核实，照护已有改善',
          },
        )
      if (colour !== 'green' && random.chance(0.7)) help(random, writer, child, day, last)
    }
  return writer.acts
}

/** Twice a year; some are late, some were never assessed. */
function roundDays(random: Random, { opened, until }: InventedChild, last: PlainDate): PlainDate[] {
  if (random.chance(0.12)) return []
  const begins = addDays(last, -DAYS)
  const days: PlainDate[] = []
  let day = addDays([opened, begins].sort()[1]!, random.int(5, 60))
  while (day <= last && day <= until) {
    days.push(day)
    day = addDays(day, random.int(160, 230))
  }
  return days
}

/** What the file says by then. */
function guardianshipOn(told: readonly NewAct[], child: string, day: PlainDate): string | undefined {
  const said = told.flatMap((act) =>
    act.child === child && act.body.day <= day && 'facts' in act.body
      ? ((act.body.facts as FactEntries).guardianship ?? [])
      : [],
  )
  return said.at(-1)?.value as string | undefined
}

type Round = { day: PlainDate; guardianship: string }

function assess(random: Random, writer: Writer, child: InventedChild, { day, guardianship }: Round) {
  const inTrouble = random.chance(0.25)
  const answers: Answers = Object.fromEntries(
    itemsOf(SCALE.body).map(({ key, options }) => {
      const urgent = SCALE.body.vetoes.some(({ item }) => item === key)
      if (key === 'guardianship') return [key, guardianship]
      if (urgent) return [key, random.chance(0.01) ? 'yes' : 'no']
      const likely = random.chance(inTrouble ? 0.55 : 0.9)
      return [key, likely ? options[0]!.key : random.pick(options).key]
    }),
  )
  const grade = score(SCALE.body, answers).grade!
  writer.write(
    'assessment.record',
    { child: child.id },
    {
      day,
      template: SCALE.template,
      version: SCALE.version,
      grade: grade.n,
      ...(grade.colour && { colour: grade.colour as 'red' }),
      words: { answers },
      facts: factsDecided(SCALE.body, answers),
    },
  )
  return grade.colour
}

type Writer = ReturnType<typeof actWriter>

function help(random: Random, writer: Writer, { id: child }: InventedChild, day: PlainDate, last: PlainDate) {
  const [need, measure, responsible, note] = random.pick(MEASURES)
  const due = addDays(day, random.int(14, 60))
  const asked = writer.write(
    'need.record',
    { child },
    { day, need, measures: [{ measure, responsible, due }], words: { note } },
  )
  const done = addDays(day, random.int(7, 70))
  if (done > last || random.chance(0.2)) return
  writer.visit(done)
  writer.write(
    'measure.end',
    { child },
    { day: done, need: asked, measure, outcome: 'done', words: { note: '已落实，家中反映良好' } },
  )
}
