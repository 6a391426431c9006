import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkTemplate, tellProblem, totalsOf } from './check-template.ts'
import { factsDecided, pointsToBetter, score, whatWeighs } from './score.ts'
import { SHIPPED_TEMPLATES } from './shipped-templates.ts'
import { type Answers, itemsOf, Template } from './template.ts'
import { versionsOn } from './template-book.ts'

const bodyOf = (key: string) => SHIPPED_TEMPLATES.find(({ template }) => template === key)!.body
const colours = bodyOf('threeColours')
/** Every item with its best answer. */
const best = (template: Template): Answers =>
  Object.fromEntries(
    itemsOf(template).map(({ key, options }) => {
      const sorted = [...options].sort((a, b) => a.points - b.points)
      const of = template.direction === 'highBad' ? sorted[0]! : sorted[sorted.length - 1]!
      return [key, of.key]
    }),
  )
const whole = (template: Template): fc.Arbitrary<Answers> =>
  fc.record(
    Object.fromEntries(
      itemsOf(template).map(({ key, options }) => [
        key,
        fc.constantFrom(...options.map((option) => option.key)),
      ]),
    ),
  )

describe.each(SHIPPED_TEMPLATES.map(({ template, body }) => [template, body] as const))(
  'shipped: %s',
  (_, body) => {
    test('is well-formed, and nothing is wrong with it', () => {
      expect(Template.parse(body)).toEqual(body)
      expect(checkTemplate(body).map((problem) => tellProblem(problem, 'en'))).toEqual([])
    })

    test('whole answers have one grade, the sum of the points, and no other way to be counted', () => {
      fc.assert(
        fc.property(whole(body), (answers) => {
          const { grade, total, sections, missing } = score(body, answers)
          expect(missing).toEqual([])
          expect(grade).not.toBeNull()
          expect(total).toBe(sections.reduce((sum, { points }) => sum + points, 0))
          expect(totalsOf(body).has(total)).toBe(true)
          // The order in which it was answered is nothing to the score.
          expect(score(body, Object.fromEntries(Object.entries(answers).reverse()))).toEqual(
            score(body, answers),
          )
        }),
      )
    })

    test('half answered has no grade, and it is told what is missing', () => {
      fc.assert(
        fc.property(whole(body), fc.constantFrom(...itemsOf(body)), (answers, { key }) => {
          const { [key]: _gone, ...half } = answers
          expect(score(body, half)).toMatchObject({ grade: null, missing: [key] })
          expect(score(body, { ...answers, [key]: 'nonsense' })).toMatchObject({
            grade: null,
            unknown: [key],
          })
        }),
      )
    })

    test('a better answer never makes the grade worse; what weighs, answered better, is better', () => {
      const worse = (n: number) => {
        const sorted = [...body.grades].sort((a, b) => a.from - b.from)
        return sorted.findIndex((one) => one.n === n) * (body.direction === 'highBad' ? 1 : -1)
      }
      fc.assert(
        fc.property(whole(body), (answers) => {
          const before = score(body, answers)
          for (const { item, best: option } of whatWeighs(body, answers)) {
            const after = score(body, { ...answers, [item]: option })
            expect(worse(after.grade!.n)).toBeLessThanOrEqual(worse(before.grade!.n))
          }
        }),
      )
    })
  },
)

test('a veto decides whatever the points; of several the worst', () => {
  const answers = { ...best(colours), alone: 'yes' }
  expect(score(colours, best(colours)).grade).toMatchObject({ n: 1, colour: 'green' })
  expect(score(colours, answers)).toMatchObject({ total: 0, grade: { n: 3, colour: 'red' } })
  expect(score(colours, answers).vetoes).toEqual([{ item: 'alone', option: 'yes', grade: 3 }])
  expect(whatWeighs(colours, answers)[0]).toMatchObject({ item: 'alone', best: 'no', veto: true })
  expect(pointsToBetter(colours, answers)).toBeNull()
})

test('cut-offs count both ends', () => {
  const scored = (guardianship: string, contact: string) =>
    score(colours, { ...best(colours), guardianship, contact })
  expect(scored('fair', 'less')).toMatchObject({ total: 5, grade: { n: 1 } })
  expect(scored('fair', 'never')).toMatchObject({ total: 7, grade: { n: 2 } })
  expect(pointsToBetter(colours, { ...best(colours), guardianship: 'fair', contact: 'never' })).toBe(2)
  expect(score(bodyOf('academic'), { ...best(bodyOf('academic')), health: 'yes' }).grade?.n).toBe(4)
  expect(score(bodyOf('qianxi'), best(bodyOf('qianxi')))).toMatchObject({ total: 60, grade: { n: 1 } })
})

test('what an item of the file decides is a fact; nothing else is', () => {
  expect(factsDecided(colours, { ...best(colours), guardianship: 'nobody' })).toEqual({
    guardianship: { state: 'known', value: 'nobody' },
  })
  expect(factsDecided(bodyOf('academic'), best(bodyOf('academic')))).toEqual({})
})

describe('a draft', () => {
  const told = (change: (draft: Template) => void) => {
    const draft = JSON.parse(JSON.stringify(colours)) as Template
    change(draft)
    return checkTemplate(draft).map((problem) => `${problem.code}: ${problem.about.join()}`)
  }
  test.each<[string, (draft: Template) => void, string]>([
    [
      'overlapping grades',
      (d) => {
        d.grades[1]!.from = 5
      },
      'overlap: 低风险,中风险',
    ],
    [
      'a gap',
      (d) => {
        d.grades[0]!.to = 4
      },
      'gap: 5',
    ],
    [
      'an unreachable grade',
      (d) => {
        d.grades.push({ n: 4, zh: '极高', en: '', from: 90, to: 99 })
      },
      'unreachable: 极高',
    ],
    [
      'a grade the wrong way round',
      (d) => {
        d.grades[2]!.from = 40
      },
      'reversed: 高风险',
    ],
    [
      'a veto to an unknown option',
      (d) => {
        d.vetoes[0]!.option = 'maybe'
      },
      'vetoOption: 正遭受或疑似遭受侵害、家庭暴力、虐待、遗弃,maybe',
    ],
    [
      'a veto to an unknown item',
      (d) => {
        d.vetoes[0]!.item = 'gone'
      },
      'vetoItem: gone',
    ],
    [
      'a veto to an unknown grade',
      (d) => {
        d.vetoes[0]!.grade = 8
      },
      'vetoGrade: 8',
    ],
    [
      'one option',
      (d) => {
        d.sections[0]!.items[0]!.options.pop()
      },
      'fewOptions',
    ],
    [
      'colours against the direction',
      (d) => {
        d.direction = 'highGood'
      },
      'againstDirection',
    ],
    [
      'an option that is no code of its fact',
      (d) => {
        d.sections[1]!.items[0]!.options[0]!.key = 'fine'
      },
      'factOption: 监护情况,fine',
    ],
    [
      'a sealed fact',
      (d) => {
        d.sections[1]!.items[0]!.fact = 'idNumber'
      },
      'unknownFact',
    ],
    [
      'a key used twice',
      (d) => {
        d.sections[2]!.items[0]!.key = 'mind'
      },
      'sameKey: mind',
    ],
    [
      'nobody who may use it',
      (d) => {
        d.who = []
      },
      'nobody',
    ],
    [
      'no items',
      (d) => {
        d.sections = []
      },
      'noItems',
    ],
  ])('with %s is told so', (_, change, problem) => {
    expect(told(change).join('\n')).toContain(problem)
  })
})

test('of two versions the one that began last is asked; a later one waits for its day', () => {
  const version = (n: number, from: string) => ({ template: 'one', version: n, from, body: colours })
  const versions = [version(1, '2026-01-01'), version(2, '2026-03-01'), version(3, '2026-03-01')]
  expect(versionsOn(versions, '2026-02-28').map((one) => one.version)).toEqual([1])
  expect(versionsOn(versions, '2026-03-01').map((one) => one.version)).toEqual([3])
})
