import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ExportedChild, ExportedRelative } from '#domain/export/tell-cell.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { registerForm } from '#domain/form/register-form.ts'
import { pagesOf, rightEdgesOf } from '#testing/pdf.ts'
import { typesetForms } from './typeset-forms.ts'

/** As much as a field holds. */
function longest({ zh, type }: FactDef) {
  const fill = (words: string, length: number) => words.repeat(length).slice(0, length)
  const value = {
    text: () => fill(zh === '姓名' ? '阿卜杜热合曼·' : `${zh}很长`, 'max' in type ? type.max : 0),
    address: () => fill('新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县', 200),
    phones: () => ['13900001111', '+86-10-123456789', '13900002222', '13900003333'],
    residentId: () => '110105201403070024',
    date: () => '2014-12-27',
    yesNo: () => true,
    code: () => Object.keys('list' in type ? type.list : {})[0]!,
    codes: () => Object.keys('list' in type ? type.list : {}),
    number: () => 1,
  }[type.kind]()
  return { state: 'known' as const, value }
}
const all = (catalogue: Record<string, FactDef>) =>
  Object.fromEntries(Object.entries(catalogue).map(([key, def]) => [key, longest(def)]))

const WORD = 'Wolverhampton'
const relative = (relation: Relation, carer = false): ExportedRelative => ({
  relation,
  carer,
  facts: {
    ...all(RELATIVE_FACTS),
    parentState: undefined,
    workPlace: { state: 'known', value: WORD.repeat(6) },
  },
})

test('twelve relatives and the longest of everything: whole, within the margins, on a second page', async () => {
  const relations = Object.keys(RELATION) as Relation[]
  const child: ExportedChild = {
    ...{ township: '克孜勒陶乡', village: '某某村', group: 1, age: 9, circumstances: [], carerKind: null },
    facts: all(CHILD_FACTS),
    family: [...relations.slice(0, 11).map((one) => relative(one)), relative('paternalAunt', true)],
  }
  const unit = '新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县克孜勒陶乡某某村'
  const form = registerForm(child, { unit, day: '2026年6月1日' })
  const pdf = await typesetForms([form], '很长的用途'.repeat(40))
  if (process.env.LOOK_AT) writeFileSync(`${process.env.LOOK_AT}/longest.pdf`, pdf)
  const pages = await pagesOf(pdf)
  expect(pages).toHaveLength(2)
  const text = pages.join('').replace(/\u200b/g, '')
  for (const key of ['residence', 'illness', 'note'] as const) expect(text).toContain(child.facts[key]!.value)
  expect(text.split(WORD.repeat(6)).length - 1).toBe(2)
  for (const words of ['姑母', '填表人(签名)']) expect(text).toContain(words)
  // A4 is 595 points wide, the margin 40.
  for (const edge of await rightEdgesOf(pdf)) expect(edge).toBeLessThanOrEqual(595 - 39)
})

test('a running head on further pages alone, also of the second child', async () => {
  const facts = all(CHILD_FACTS)
  const place = {
    township: '某某乡',
    village: '某某村',
    group: 1,
    age: 9,
    circumstances: [],
    carerKind: null,
  }
  const family = Array.from({ length: 12 }, () => relative('paternalAunt'))
  const form = registerForm({ ...place, facts, family }, { unit: '某某乡', day: '2026年6月1日' })
  const pages = await pagesOf(await typesetForms([form, form], '存档'))
  expect(pages.map((page) => page.split(form.title).length - 1)).toEqual([1, 1, 1, 1])
})
