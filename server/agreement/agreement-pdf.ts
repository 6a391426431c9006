import { type AgreementPaper, paperOf } from '#domain/agreement/agreement-paper.ts'
import { linesOf } from '#domain/agreement/strokes.ts'
import { relativeLessons } from '#domain/child/child-now.ts'
import { bornOn, valueIn } from '#domain/circumstance/knowledge.ts'
import { chinaMinute } from '#domain/dates.ts'
import { SEX } from '#domain/fact/code-lists.ts'
import { foldFacts } from '#domain/fact/fold-facts.ts'
import { maskPhone } from '#domain/fact/mask.ts'
import { Refusal } from '#domain/refusals.ts'
import { openValue } from '../act/seal-body.ts'
import { areaNames, placeName } from '../area/area-names.ts'
import type { Reading } from '../child/open-file.ts'
import { typeset } from '../form/typeset.ts'
import { readAgreements } from './agreements-of-child.ts'

/** An agreement as it stands on paper. Telephones are masked: a paper is handed on. */
export async function agreementPaper(
  reading: Reading,
  child: string,
  agreement: string,
): Promise<AgreementPaper & { people: ReadonlyMap<string, string> }> {
  const { db, deps } = reading
  const [read, names] = await Promise.all([
    readAgreements(reading, child),
    areaNames(deps.pool, db, deps.county.code),
  ])
  const { now, today, keys, relatives, agreements, shown } = read
  const found = agreements.find(({ act }) => act === agreement)
  if (!found) throw new Refusal('notFound')
  const name = valueIn(now.facts, 'name')
  const sex = valueIn(now.facts, 'sex') as keyof typeof SEX | undefined
  const contacts = new Map(
    [...found.principals, found.carer].map((person) => {
      const facts = foldFacts(relativeLessons(relatives, person), { on: today })
      const phones = openValue(deps.vault, keys.get(person), valueIn(facts, 'phones')) as string[] | undefined
      const workPlace = valueIn(facts, 'workPlace') as string | undefined
      return [person, { phone: (phones ?? []).map(maskPhone).join('、'), workPlace: workPlace ?? '' }]
    }),
  )
  const agreed = shown(found)
  const people = new Map(
    [...agreed.principals, agreed.carer].map((one) => [one.person as string, one.name ?? '']),
  )
  const paper = paperOf(
    agreed,
    {
      name: (openValue(deps.vault, keys.get(child), name) as string | undefined) ?? null,
      sex: sex ? SEX[sex].zh : '',
      birthDate: bornOn(now.facts) ?? '',
      place: placeName(names, now.area),
    },
    contacts,
  )
  return { ...paper, people }
}

export async function agreementPdf(
  reading: Reading,
  child: string,
  agreement: string,
): Promise<{ name: string; pdf: Buffer }> {
  const { deps, actor } = reading
  const paper = await agreementPaper(reading, child, agreement)
  const pdf = await typeset({
    template: 'agreement',
    data: {
      ...paper,
      signatures: paper.signatures.map(({ strokes, ...one }) => ({
        ...one,
        lines: strokes && linesOf(strokes),
      })),
      note: [
        '内含未成年人信息，不得外传',
        `打印：${actor.name}`,
        chinaMinute(deps.now()),
        deps.county.name,
      ].join('　'),
    },
  })
  // The name of a file ends up in lists of downloads: it names no child.
  return { name: `${paper.title}${agreement.slice(-6)}.pdf`, pdf }
}
