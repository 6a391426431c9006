import type { PlainDate } from '../dates.ts'
import { ENTRUST_REASON, RELATION, type Relation } from '../fact/code-lists.ts'
import { HEARD, LIVING, MANNER, PARTY, TOLD } from './agreement-acts.ts'
import type { ShownAgreement, ShownSignature } from './agreement-api.ts'
import { AGREEMENT_TEMPLATES, type Clause } from './agreement-template.ts'

/** What stands on the paper, whether it is printed or read on a telephone. The agreement itself is Chinese. */
export type AgreementPaper = {
  title: string
  mark: string
  rows: readonly { label: string; value: string }[]
  clauses: readonly Clause[]
  signatures: readonly PaperSignature[]
  code: string | null
}
export type PaperSignature = {
  party: string
  name: string
  manner: string
  day: PlainDate | ''
  strokes: string | null
}

/** The child as the paper names it. */
export type PaperChild = { name: string | null; sex: string; birthDate: string; place: string }
/** Where a parent works and how he is reached, as far as the reader may know it. */
export type PaperContacts = ReadonlyMap<string, { phone: string; workPlace: string }>

type Person = ShownAgreement['carer']

const relationOf = ({ relation }: Person): string => (relation ? RELATION[relation as Relation].zh : '')
const named = (person: Person): string =>
  [person.name ?? '', relationOf(person) && `（${relationOf(person)}）`].filter(Boolean).join('')

export function paperOf(
  agreement: ShownAgreement,
  child: PaperChild,
  contacts: PaperContacts,
): AgreementPaper {
  const template = AGREEMENT_TEMPLATES[agreement.template]
  const { words } = agreement
  const reached = (person: Person) => {
    const { phone = '', workPlace = '' } = contacts.get(person.person) ?? {}
    return [named(person), workPlace && `务工地 ${workPlace}`, phone && `电话 ${phone}`]
      .filter(Boolean)
      .join('　')
  }
  const rows = [
    {
      label: '儿童',
      value: [child.name ?? '', child.sex, child.birthDate && `${child.birthDate} 出生`, child.place]
        .filter(Boolean)
        .join('　'),
    },
    {
      label: PARTY.principal.zh,
      value: agreement.principals.map(reached).join('\n') || `无法联系：${words?.unreachable ?? ''}`,
    },
    { label: PARTY.carer.zh, value: reached(agreement.carer) },
    {
      label: '委托原因',
      value: [ENTRUST_REASON[agreement.cause as keyof typeof ENTRUST_REASON].zh, words?.reason]
        .filter(Boolean)
        .join('；'),
    },
    { label: '委托期限', value: `自 ${agreement.from} 至 ${agreement.lastDay}` },
    { label: '儿童居住', value: LIVING[agreement.living].zh },
    {
      label: '儿童的意见',
      value: [HEARD[agreement.heard].zh, words?.opinion].filter(Boolean).join('：'),
    },
    {
      label: '书面告知',
      value: agreement.told.map((one) => TOLD[one].zh).join('、') || '尚未书面告知学校和村（居）民委员会',
    },
    {
      label: '紧急联系',
      value: agreement.contacts.map((one, i) => `${i + 1}. ${named(one)}`).join('　') || '—',
    },
    ...(words?.other ? [{ label: '其他约定', value: words.other }] : []),
    { label: '份数', value: `一式 ${agreement.copies} 份` },
  ]
  return {
    title: template.zh,
    mark: template.mark,
    rows,
    clauses: template.clauses,
    signatures: signaturesOf(agreement),
    code: agreement.code,
  }
}

/** Those that are there, and an empty place for each that is missing. */
function signaturesOf(agreement: ShownAgreement): PaperSignature[] {
  const people = new Map([...agreement.principals, agreement.carer].map((one) => [one.person as string, one]))
  const nameOf = (person: string | null, name: string | null): string =>
    (person && named(people.get(person) ?? { person: person as never, relation: null, name: null })) ||
    (name ?? '')
  const mannerOf = ({ manner, note }: ShownSignature) =>
    manner === 'phone' && note ? `${MANNER.phone.zh}：${note}` : MANNER[manner].zh
  return [
    ...agreement.signatures.map((one) => ({
      party: PARTY[one.party].zh,
      name: nameOf(one.person, one.name),
      manner: mannerOf(one),
      day: one.day,
      strokes: one.strokes,
    })),
    ...agreement.missing.map(({ party, person }) => ({
      party: PARTY[party].zh,
      name: nameOf(person, null),
      manner: '',
      day: '' as const,
      strokes: null,
    })),
  ]
}
